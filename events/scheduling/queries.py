"""Whether a meeting that is called off counts for its host."""

from datetime import timedelta

from django.utils import timezone

from ..meetings.models import Meeting

#: From here on a host has prepared so much that a meeting counts, even when the network calls it off.
PREPARED = timedelta(days=14)


def uncounted_when_cancelled(meeting: Meeting, by_host: bool) -> str:
    """Why a meeting that is called off now gives no credit; empty when its host had prepared it already."""
    if by_host:
        return Meeting.Uncounted.HOST
    prepared = meeting.starts_at - timezone.now() < PREPARED
    return "" if prepared else Meeting.Uncounted.NETWORK


def counts_when_cancelled(meeting: Meeting) -> bool:
    """Whether a meeting that has a host still counts for it when the network calls it off now."""
    counted = bool(meeting.network_id and meeting.host_id and not meeting.uncounted)
    return counted and not uncounted_when_cancelled(meeting, by_host=False)
