"""Who hosted how often, and whose turn it is: the ledger that everyone in a network can read.

A meeting counts 1 for its host (online 1/2) and adds the same, divided by how many could have hosted, to what is
expected of each of them. Who lends a room and who presents there share the credit. A meeting that was called off
counts when its host had prepared it already (the network called it off less than 14 days before); one whose host
called it off or was not there does not. Fractions are exact; over everyone who ever took part the balances sum to
zero.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from community.networks.models import Network
from community.organisations.models import Organisation

from ..meetings.models import Meeting

CREDIT: dict[str, Fraction] = {Meeting.Mode.ONLINE: Fraction(1, 2)}


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


def hosts_of(meeting: Meeting) -> dict[Organisation, Fraction]:
    """Who hosted, and for how much."""
    hosts = [host for host in (meeting.host, meeting.presented_by) if host]
    return {host: credit_of(meeting) / len(hosts) for host in hosts}


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
        for host, part in hosts_of(meeting).items():
            if host.pk not in eligible:
                eligible = [*eligible, host.pk]
            if host.pk not in found:
                found[host.pk] = Line(host, True)
            found[host.pk].hosted += part
        for pk in eligible:
            found[pk].expected += credit / len(eligible)
    return sorted(found.values(), key=lambda line: (line.balance, line.organisation.folded))


def hosted_meetings(network: Network):
    """Meetings that count for their host, in order: held, to come, or called off when much was prepared."""
    return all_hosted(network).filter(uncounted="")


def all_hosted(network: Network):
    """Every meeting that had a host, counted or not, in order."""
    hosted = network.meetings.filter(host__isnull=False).select_related("host", "presented_by")
    return hosted.order_by("starts_at", "pk")


@dataclass(frozen=True)
class Shift:
    """What a change does to the balance of one organisation."""

    organisation: Organisation
    before: Fraction
    after: Fraction


def shifts(network: Network, changed: dict[int, Meeting | None], added: Meeting | None = None) -> list[Shift]:
    """What it does to everybody's balance when meetings (by key) become others, or None for not counted.

    Only whose balance moves, the largest move first.
    """
    held = list(hosted_meetings(network))
    after = [changed.get(meeting.pk, meeting) for meeting in held]
    before = {line.organisation.pk: line.balance for line in lines(network, held)}
    moved = [
        Shift(line.organisation, before.get(line.organisation.pk, Fraction(0)), line.balance)
        for line in lines(network, [meeting for meeting in [*after, added] if meeting])
    ]
    moved = [shift for shift in moved if shift.before != shift.after]
    return sorted(moved, key=lambda shift: (-abs(shift.after - shift.before), shift.organisation.folded))


def spread(found: list[Line]) -> tuple[Fraction, Fraction]:
    """How uneven a ledger is: the largest balance, then the sum of squares (the order of section 3.3)."""
    balances = [line.balance for line in found]
    return max(map(abs, balances), default=Fraction(0)), sum((b * b for b in balances), Fraction(0))


def turns_text(credit: Fraction) -> str:
    """A number of turns as people write it: 2, 1½, ¾."""
    whole, rest = divmod(credit, 1)
    part = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}.get(rest)
    if rest and part is None:
        return number_format(float(credit), 2)
    return f"{whole or (0 if not part else '')}{part or ''}"


def signed(balance: Fraction) -> str:
    """A balance with its sign and two decimals, as +0,60 in Dutch."""
    sign = "+" if balance > 0 else "−" if balance < 0 else ""
    return sign + number_format(abs(float(balance)), 2)


def amount(turns: Fraction) -> str:
    """So many turns as people say it, to the nearest quarter: almost half a turn, 1½ turns."""
    quarter = Fraction(round(abs(turns) * 4), 4)
    named = {
        Fraction(1, 4): _("a quarter of a turn"),
        Fraction(1, 2): _("half a turn"),
        Fraction(3, 4): _("three quarters of a turn"),
        Fraction(1): _("one turn"),
    }
    many = _("%(n)d turns") if quarter.denominator == 1 else _("%(n)s turns")
    said = named.get(quarter) or many % {
        "n": int(quarter) if quarter.denominator == 1 else turns_text(quarter)
    }
    if abs(turns) < quarter:
        return _("almost %(turns)s") % {"turns": said}
    return _("a little over %(turns)s") % {"turns": said} if abs(turns) > quarter else said


def words(balance: Fraction) -> str:
    """A balance for who reads no numbers: hosted half a turn less than its share."""
    if abs(balance) < Fraction(1, 8):
        return _("hosted its share")
    if balance < 0:
        return _("hosted %(turns)s less than its share") % {"turns": amount(balance)}
    return _("hosted %(turns)s more than its share") % {"turns": amount(balance)}
