"""What follows for a question to receive a meeting when the meeting changes."""

from django.dispatch import receiver

from ..scheduling.signals import turn_ended
from . import actions


@receiver(turn_ended)
def nobody_is_asked_any_more(meeting, actor, **_more):
    """Whoever receives a meeting from now on, nobody else need say whether they do."""
    actions.withdraw_requests_of(actor=actor, meeting=meeting)
