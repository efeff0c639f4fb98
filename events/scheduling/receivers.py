"""What follows for meetings when somebody joins a network."""

from django.dispatch import receiver

from community.networks.signals import participant_joined

from . import actions


@receiver(participant_joined)
def invite_to_what_is_to_come(sender, participant, **_more):
    """Who joins hears of what was planned already, and has it in their calendar before anything of it changes."""
    actions.invite_who_joined(participant=participant)
