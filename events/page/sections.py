"""What belongs to no idea alone: the practical side of a meeting, and what its host and facilitators can do."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ..meetings.models import Meeting
from ..meetings.rules import may_change_meeting, prepares
from ..meetings.sections import MEETING, Look
from ..places.rules import may_see_join_link
from ..turns.queries import is_the_hour
from ..turns.rules import may_ask_swap
from . import of_organisation  # noqa: F401  (it registers)


@dataclass(frozen=True)
class Year:
    """The meeting is number `n` of `all` in the school year of its network."""

    n: int
    all: int


def _year(meeting: Meeting) -> dict[str, QuerySet]:
    year = meeting.in_same_year() if not meeting.is_cancelled else Meeting.objects.none()
    before = Q(starts_at__lt=meeting.starts_at) | Q(starts_at=meeting.starts_at, pk__lt=meeting.pk)
    return {"this_year": year, "earlier": year.filter(before)}


@MEETING.register("year", "events/page/_year.html", _year)
def year(look: Look) -> Year | None:
    """Nothing for what belongs to no network."""
    return Year(1 + look.counts["earlier"], look.counts["this_year"]) if look.counts["this_year"] else None


@dataclass(frozen=True)
class Practical:
    """What is for who takes part, and the link for who has a place (`comes`)."""

    inside: bool
    join_url: str
    comes: bool


@MEETING.register("practical", "events/page/_practical.html")
def practical(look: Look) -> Practical:
    """Where it is, how to get there, what to bring."""
    link = look.meeting.join_url if may_see_join_link(look.standing) else ""
    own = look.standing.place
    return Practical(look.standing.takes_part, link, own is not None and own.is_coming)


@dataclass(frozen=True)
class ForHost:
    """What the host can do beside the links that are always there; `own` is said to the host, not to who helps."""

    own: bool
    may_ask_swap: bool


@MEETING.register("for_host", "events/page/_for_host.html")
def for_host(look: Look) -> ForHost | None:
    """For who prepares a meeting of a network."""
    standing = look.standing
    if not look.meeting.network or not prepares(standing):
        return None
    return ForHost(standing.hosts, standing.takes_part and may_ask_swap(standing))


@dataclass(frozen=True)
class ForFacilitator:
    """Whether it is still to come, or goes on, and whether its host may not be there."""

    to_come: bool
    goes_on: bool
    no_host: bool


@MEETING.register("for_facilitator", "events/page/_for_facilitator.html")
def for_facilitator(look: Look) -> ForFacilitator | None:
    """For who may change the meeting."""
    meeting = look.meeting
    if not may_change_meeting(look.standing):
        return None
    counts = bool(meeting.network_id and meeting.host_id and not meeting.uncounted)
    goes_on = not meeting.is_over and not meeting.is_cancelled
    to_come = goes_on and not meeting.has_begun
    return ForFacilitator(to_come, goes_on, counts and is_the_hour(meeting))
