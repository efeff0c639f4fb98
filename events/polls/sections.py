"""The date polls of a network, on its page."""

from ..meetings.sections import NETWORK, Overview
from .models import DatePoll

MOST = 5


@NETWORK.register("polls", "events/polls/_links.html")
def polls(look: Overview) -> list[DatePoll] | None:
    """Those that have no meeting yet, the newest first."""
    return list(look.network.polls.filter(meeting=None)[:MOST]) or None
