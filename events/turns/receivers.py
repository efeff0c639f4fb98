"""What follows for turns when a meeting changes."""

from django.dispatch import receiver

from ..scheduling.signals import turn_ended
from . import actions


@receiver(turn_ended)
def nobody_is_bound_any_more(meeting, actor, **_more):
    """Whoever hosts a meeting from now on agreed to no exchange."""
    actions.withdraw_swaps_of(actor=actor, meeting=meeting)
