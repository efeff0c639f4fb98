"""Who hosted how often, and whose turn it is: the ledger that everyone in a network can read.

A meeting counts 1 for its host (online 1/2) and adds the same, divided by how many could have hosted, to what is
expected of each of them. Fractions are exact; over everyone who ever took part the balances sum to zero.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from community.networks.models import Network
from community.organisations.models import Organisation

from .models import Meeting

CREDIT = {Meeting.Mode.ONLINE: Fraction(1, 2)}


@dataclass
class Line:
    """What one organisation hosted, what was expected, and the difference (negative: still has its turn to come)."""

    organisation: Organisation
    left: bool
    hosted: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)

    @property
    def balance(self) -> Fraction:
        return self.hosted - self.expected


def credit_of(meeting: Meeting) -> Fraction:
    return CREDIT.get(meeting.mode, Fraction(1))


def eligible_on(memberships, day: date) -> list[int]:
    """Ids of the organisations that are a member and host, on a day."""
    return [
        m.organisation_id
        for m in memberships
        if m.since <= day and (m.until is None or day < m.until) and not m.exempt_from_hosting
    ]


def lines(network: Network, meetings=None) -> list[Line]:
    """The ledger over `meetings` (default: all that were not called off, also to come), lowest balance first."""
    memberships = list(network.memberships.select_related("organisation"))
    open_now = {m.organisation_id for m in memberships if m.until is None}
    found = {m.organisation_id: Line(m.organisation, m.organisation_id not in open_now) for m in memberships}
    if meetings is None:
        meetings = hosted_meetings(network)
    for meeting in meetings:
        eligible, credit = eligible_on(memberships, meeting.local_start.date()), credit_of(meeting)
        if meeting.host_id not in eligible:
            eligible = [*eligible, meeting.host_id]
        if meeting.host_id not in found:
            found[meeting.host_id] = Line(meeting.host, True)
        found[meeting.host_id].hosted += credit
        for pk in eligible:
            found[pk].expected += credit / len(eligible)
    return sorted(found.values(), key=lambda line: (line.balance, line.organisation.name))


def hosted_meetings(network: Network):
    """Meetings with a host that took place or will: what the ledger counts, in order."""
    hosted = network.meetings.filter(host__isnull=False).exclude(status=Meeting.Status.CANCELLED)
    return hosted.select_related("host").order_by("starts_at", "pk")


def spread(found: list[Line]) -> tuple[Fraction, Fraction]:
    """How uneven a ledger is: the largest balance, then the sum of squares (the order of section 3.3)."""
    balances = [line.balance for line in found]
    return max(map(abs, balances), default=Fraction(0)), sum((b * b for b in balances), Fraction(0))
