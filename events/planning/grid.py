"""What every organisation answered for every date, with the route of the turns through it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.organisations.models import Organisation

from .closings import closed_dates
from .coming import Answers, Coming
from .models import Availability, RotationPlan
from .proposal import HostTurn

PLANK = 5  # height of one plank of a stack in the grid, with the gap below it


@dataclass(frozen=True)
class Cell:
    """What one organisation answered for one date, and its turn then."""

    organisation: Organisation
    date: date
    answer: str
    turn: HostTurn | None

    @property
    def value(self) -> str:
        """What a press asks for: whose answer, for which day, and the one that stands."""
        return f"{self.organisation.pk}:{self.date.isoformat()}:{self.answer}"

    @property
    def fits(self) -> bool:
        """Who hosts in the proposal said that it can."""
        return self.turn is None or self.answer == Availability.Answer.HOST

    @property
    def spoken(self) -> str:
        """Who, when and what, for who hears the page."""
        return f"{self.organisation.short_name}, {date_format(self.date, 'j F Y')}: {self.label}"

    @property
    def said(self) -> str:
        return str(Availability.Answer(self.answer).label) if self.answer != "unknown" else _("no answer")

    @property
    def label(self) -> str:
        return _("hosts in this proposal, %(answer)s") % {"answer": self.said} if self.turn else self.said


@dataclass(frozen=True)
class Row:
    """The answers of one organisation, in the order of the dates."""

    organisation: Organisation
    cells: list[Cell]


@dataclass(frozen=True)
class Day:
    """A date that is asked: whether a meeting is on it, how many can come, and why nobody meets then."""

    day: date
    on: bool
    coming: Coming
    closed: str | None

    @property
    def height(self) -> int:
        return PLANK * self.coming.yes


@dataclass(frozen=True)
class Grid:
    """Hosts come first, by their date, so that the route runs down to the right."""

    rows: list[Row]
    dates: list[Day]

    def cell(self, value: str) -> Cell | None:
        """The cell that was pressed, by what it sends; whatever answer stood in it then."""
        key = value.rpartition(":")[0]
        cells = (cell for row in self.rows for cell in row.cells)
        return next((cell for cell in cells if key and cell.value.startswith(f"{key}:")), None)

    @property
    def closed_days(self) -> list[Day]:
        return [one for one in self.dates if one.closed]

    @property
    def route(self) -> str:
        """The route through the grid as points `x,y` in cells, for an SVG polyline."""
        points = [
            (column, line)
            for line, row in enumerate(self.rows)
            for column, cell in enumerate(row.cells)
            if cell.turn
        ]
        return " ".join(f"{column + 0.5},{line + 0.5}" for column, line in sorted(points))


def grid_of(
    plan: RotationPlan,
    turns: list[HostTurn],
    members: list[Organisation],
    answers: Answers,
    coming: Mapping[date, Coming],
) -> Grid:
    """`answers` by key of the organisation and date; `coming` is how many can come on each date."""
    dates = sorted(coming)
    chosen = {turn.date: turn for turn in turns}
    first_turn = {turn.organisation.pk: turn.date for turn in reversed(turns)}
    rows = []
    for organisation in sorted(members, key=lambda o: (first_turn.get(o.pk, date.max), o.folded)):
        cells = []
        for day in dates:
            turn = chosen.get(day)
            hosts = turn is not None and turn.organisation.pk == organisation.pk
            answer = answers.get((organisation.pk, day), "unknown")
            cells.append(Cell(organisation, day, answer, turn if hosts else None))
        rows.append(Row(organisation, cells))
    closed = {}
    if not plan.is_published:
        closed = {date.fromisoformat(row["date"]): row["reason"] for row in closed_dates(plan, [], dates)}
    return Grid(rows, [Day(day, day in chosen, coming[day], closed.get(day)) for day in dates])
