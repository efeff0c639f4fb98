"""Who leaves, or whose account is closed, comes to nothing any more, and what was held stays as it was."""

from django.dispatch import receiver

from community.members.signals import account_closed, account_goes
from community.networks.signals import participant_left, participants_leave

from .actions.answers import free_places, keep_what_was_held, take_places_of


@receiver(participant_left)
def free_the_places_of_who_left(participant, **_more) -> None:
    free_places(person=participant.user)


@receiver(participants_leave)
def take_the_places_of_who_leave(people, **_more) -> None:
    take_places_of(people)


@receiver(account_closed)
def free_the_places_of_a_closed_account(person, **_more) -> None:
    free_places(person=person)


@receiver(account_goes)
def keep_what_a_deleted_account_attended(person, **_more) -> None:
    keep_what_was_held(person=person)
