"""How much of a network's meetings everyone attended."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from community.members.models import User
from community.networks.models import Network
from community.networks.rights import Right

from ..meetings.models import Attendance, Meeting

SHARE_NEEDED = Fraction(4, 5)


@dataclass(frozen=True)
class Record:
    """How much of the meetings in a period somebody attended, in minutes."""

    person: User
    organisation: str
    attended: int
    held: int
    meetings: tuple[Meeting, ...]

    @property
    def earns_it(self) -> bool:
        """At least four fifths of the time: 4 of 5 equal meetings is enough, 3 of 5 is not."""
        return self.held > 0 and Fraction(self.attended, self.held) >= SHARE_NEEDED

    @property
    def percent(self) -> int:
        """The same in whole hundredths, rounded down."""
        return int(100 * Fraction(self.attended, self.held)) if self.held else 0


def minutes_of(meeting: Meeting) -> int:
    """How long a meeting lasts."""
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def records(network: Network, since: date, until: date) -> list[Record]:
    """What people attended of the meetings from `since` up to and including `until`: everyone who takes part, and who
    left meanwhile and was there."""
    meetings = [
        meeting
        for meeting in network.meetings.past().exclude(status=Meeting.Status.CANCELLED)
        if since <= meeting.local_start.date() <= until
    ]
    there = Attendance.objects.filter(meeting__in=meetings, attended=True, user__isnull=False)
    by_person: dict[int, set[int]] = {}
    for user_id, meeting_id in there.values_list("user_id", "meeting_id"):
        by_person.setdefault(user_id, set()).add(meeting_id)
    found = []
    gone = Q(left_at__date__gte=since) & Q(user__in=list(by_person))
    parts = network.participants.filter(Q(left_at=None) | gone, user__is_active=True).holding(Right.SPEAK_FOR)
    for part in parts.select_related("user", "organisation"):
        own = tuple(m for m in reversed(meetings) if m.pk in by_person.get(part.user_id, ()))
        found.append(
            Record(
                part.user,
                part.organisation.name if part.organisation else "",
                sum(map(minutes_of, own)),
                sum(map(minutes_of, meetings)),
                own,
            )
        )
    return found
