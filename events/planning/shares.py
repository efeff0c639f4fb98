"""Is a plan fair, and how far do people travel: turns and minutes of each organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from community.organisations.models import Organisation

from ..meetings.models import Meeting
from ..turns import ledger
from . import travel
from .models import RotationPlan
from .problems import fixed_meetings
from .proposal import HostTurn


@dataclass(frozen=True)
class Planks:
    """A number of turns to draw and to read: whole planks, whether a part follows, and the words."""

    credit: Fraction

    @property
    def whole(self) -> int:
        return int(self.credit)

    @property
    def part(self) -> bool:
        return self.credit % 1 > 0

    @property
    def text(self) -> str:
        return ledger.turns_text(self.credit) if self.credit else ""


@dataclass(frozen=True)
class Share:
    """What one organisation hosted before and hosts in this plan, and its balance afterwards."""

    organisation: Organisation
    past: Planks
    now: Planks
    balance: Fraction
    exempt: bool

    @property
    def shown(self) -> str:
        return ledger.words(self.balance)


@dataclass(frozen=True)
class Spread:
    """How far the organisation with most turns beyond its share is from the one with fewest."""

    before: Fraction
    after: Fraction

    @property
    def was(self) -> str:
        return ledger.amount(self.before) if self.before else _("nothing")

    @property
    def becomes(self) -> str:
        return ledger.amount(self.after) if self.after else _("nothing")

    @property
    def falls(self) -> bool:
        return self.after < self.before

    @property
    def rises(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class Shares:
    """`since` is the year from which turns count; `next_year` are who has no turn, the longest waiting first."""

    rows: list[Share]
    spread: Spread
    since: int | None
    next_year: list[Organisation]


def shares_of(plan: RotationPlan, result: dict, turns: list[HostTurn], members: list[Organisation]) -> Shares:
    """For the answer of the planner, with the turns that it gives."""
    held = list(fixed_meetings(plan))
    lines = {line.organisation.pk: line for line in ledger.lines(plan.network, held)}
    after = {int(pk): Fraction(value) for pk, value in result["balances"].items()}
    first = {turn.organisation.pk: turn.number for turn in reversed(turns)}
    current = plan.network.memberships.current().filter(exempt_from_hosting=True)
    exempt = set(current.values_list("organisation", flat=True))
    rows = [
        Share(
            organisation=organisation,
            past=Planks(lines[organisation.pk].hosted if organisation.pk in lines else Fraction(0)),
            now=Planks(sum((_credit(t) for t in turns if t.organisation == organisation), Fraction(0))),
            balance=after.get(organisation.pk, Fraction(0)),
            exempt=organisation.pk in exempt,
        )
        for organisation in sorted(members, key=lambda o: (first.get(o.pk, len(turns) + 1), o.folded))
    ]
    waiting = [row for row in rows if not row.now.credit and not row.exempt]
    before = [lines[o.pk].balance if o.pk in lines else Fraction(0) for o in members]
    return Shares(
        rows=rows,
        spread=Spread(_range(before), _range([row.balance for row in rows])),
        since=held[0].local_start.year if held else None,
        next_year=[row.organisation for row in sorted(waiting, key=lambda row: row.balance)],
    )


def _credit(turn: HostTurn) -> Fraction:
    return ledger.CREDIT.get(Meeting.Mode(turn.planned.mode), Fraction(1))


def _range(balances: list[Fraction]) -> Fraction:
    return max(balances) - min(balances) if balances else Fraction(0)


@dataclass(frozen=True)
class Road:
    """Minutes on the road for a meeting, on average, in this plan and the year before; of `most` that anybody has."""

    organisation: Organisation
    minutes: int
    last: int | None
    most: int

    @property
    def share(self) -> float:
        return 100 * self.minutes / self.most

    @property
    def tick(self) -> float | None:
        """Where the year before stands on the same scale."""
        return None if self.last is None else 100 * self.last / self.most


@dataclass(frozen=True)
class Travel:
    """The farthest first; `longest_last` is who travelled longest the year before."""

    roads: list[Road]
    mean_minutes: int
    longest_minutes: int
    longest_last: Road | None


def travel_of(plan: RotationPlan, result: dict, turns: list[HostTurn], members: list[Organisation]) -> Travel:
    """For the answer of the planner; organisations without a venue are left out of the rows."""
    own = minutes_of(plan, result, members)
    last = travel.year_before(plan.network, turns[0].date, members)
    most = max([*own.values(), *last.values(), 1])
    roads = [
        Road(organisation, own.get(organisation.pk, 0), last.get(organisation.pk), most)
        for organisation in members
        if organisation.venues.all()
    ]
    farthest = max(roads, key=lambda road: road.last or 0, default=None)
    return Travel(
        roads=sorted(roads, key=lambda road: (-road.minutes, road.organisation.folded)),
        mean_minutes=mean(own),
        longest_minutes=max(own.values(), default=0),
        longest_last=farthest if farthest and farthest.last else None,
    )


def minutes_of(plan: RotationPlan, result: dict, members: list[Organisation]) -> dict[int, int]:
    """Minutes per meeting of each current member, by its key."""
    at_a_place = sum(planned.mode != Meeting.Mode.ONLINE for planned in plan.planned.all())
    km = {pk: far for pk, far in result["travel_km"].items() if int(pk) in {one.pk for one in members}}
    return {int(pk): minutes for pk, minutes in travel.per_meeting(km, at_a_place).items()}


def mean(minutes: Mapping[int, int]) -> int:
    """Whole minutes on average."""
    return round(sum(minutes.values()) / len(minutes)) if minutes else 0
