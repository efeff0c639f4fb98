"""Registering somebody without an account."""

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.members.emails import mailable
from community.members.models import User
from community.networks.rules import takes_part
from community.words import fold

from ...meetings.models import Attendance, Meeting
from ...meetings.queries import locked
from ...meetings.standing import standing_of
from ...meetings.telling import mail_guest, tell
from ..links import place_link
from ..rules import may_register_guest
from .answers import give_place

ANSWERS = Attendance.Answer


class AlreadyRegistered(ValidationError):
    """This address has a place or waits for one."""


def _taken(place: Attendance, name: str) -> str:
    """Two people of one office may share an address; a mail about a place can go to one of them."""
    if fold(place.person_name) == fold(name):
        return _("This person is registered already.")
    names = {"name": place.person_name, "other": name}
    return _("With this address %(name)s is registered already. Give another address for %(other)s.") % names


@transaction.atomic
def register_guest(
    *,
    meeting: Meeting,
    name: str,
    email: str,
    organisation_name: str = "",
    answer: str = "in_person",
    actor: User | None = None,
    language: str = "nl",
) -> Attendance:
    """Register somebody without an account: by themselves for what is open to everyone, else by who takes part.

    They get a mail with their place, a calendar entry and a link to give it up. Only who takes part in the network
    may find somebody of it behind an address; whoever else learns nothing about who has which. Raises
    `PermissionDenied`, `AlreadyRegistered`, and `ValidationError`, also for a member who said that they cannot come.
    """
    meeting = locked(meeting)
    if not may_register_guest(standing_of(actor or AnonymousUser(), meeting)):
        raise PermissionDenied
    answer, email = ANSWERS(answer), mailable(User.objects.normalize_email(email).lower())
    if answer == ANSWERS.NO:
        raise ValidationError(_("Choose how they come."))
    network = meeting.network
    colleague = actor is not None and network is not None and takes_part(actor, network)
    known = User.objects.filter(email__iexact=email, is_active=True).first() if colleague else None
    if known and network and not takes_part(known, network):
        known = None
    place = Attendance(meeting=meeting, registered_by=actor, language=language)
    if known:
        place.user = known
        taken = meeting.attendances.filter(user=known).first()
    else:
        place.name, place.email, place.organisation_name = name, email, organisation_name
        taken = meeting.attendances.filter(user=None, email=email).first()
    if taken and taken.answer != ANSWERS.NO:
        if not colleague:  # who it is about hears of it; who asks learns nothing about others
            mail_guest(taken, "events/registered")
            return taken
        raise AlreadyRegistered(_taken(taken, name))
    if taken and known and known != actor:
        raise ValidationError(_("This person said that they cannot come. Only they can change that."))
    place = taken or place
    give_place(meeting, place, answer)
    if place.user_id is None:
        mail_guest(place, "events/registered")
    else:
        link = partial(place_link, place)
        tell("events/registered", meeting, [place.user], actor, method="REQUEST", mail_url=link)
    return place
