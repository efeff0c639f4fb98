"""What the ideas show together. Each registers its sections when the house starts; a page says where they stand.

A section has a name, a template and a query. The query is told who looks (`Look`, `Overview`) and answers what its
template shows as `section`, or None when there is nothing to show.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.members.models import Anyone
from community.networks.models import Network

from .models import Attendance, Meeting
from .rules import may_schedule_meeting
from .standing import Standing, standing_of

Looks = TypeVar("Looks")
Rows = Callable[[Meeting], dict[str, QuerySet]]


@dataclass(frozen=True)
class Look:
    """Somebody looks at a meeting.

    `counts` are the rows that sections only want to be counted, all in one question; `forms` are forms that come back
    with what is wrong, by the name of their section.
    """

    standing: Standing
    counts: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[str, BaseForm] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        return self.standing.meeting

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Every answer, read once for all sections."""
        return list(self.standing.attendances or ())


@dataclass(frozen=True)
class Overview:
    """Somebody looks at the meetings of a network."""

    user: Anyone
    network: Network

    @cached_property
    def may_schedule(self) -> bool:
        return may_schedule_meeting(self.user, self.network)


@dataclass(frozen=True)
class Section(Generic[Looks]):
    """`rows` are those that the query wants counted, by the name under which it finds their number."""

    name: str
    template: str
    query: Callable[[Looks], object | None]
    rows: Rows | None = None


@dataclass(frozen=True)
class Shown:
    """A section that has something to show."""

    template: str
    section: object


class Sections(Generic[Looks]):
    """The sections of one page, by their names."""

    def __init__(self) -> None:
        self._known: dict[str, Section[Looks]] = {}

    def register(
        self, name: str, template: str, rows: Rows | None = None
    ) -> Callable[[Callable[[Looks], object | None]], Callable[[Looks], object | None]]:
        """Decorates the query of a section."""

        def keep(query: Callable[[Looks], object | None]) -> Callable[[Looks], object | None]:
            self._known[name] = Section(name, template, query, rows)
            return query

        return keep

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def some(self, names: Iterable[str]) -> list[Section[Looks]]:
        """These sections, or all of them where no names are given."""
        return [self._known[name] for name in names] or list(self._known.values())

    def shown(self, look: Looks, *names: str) -> dict[str, Shown]:
        """What these sections show to who looks; those with nothing to show are left out."""
        found = ((one, one.query(look)) for one in self.some(names))
        return {one.name: Shown(one.template, says) for one, says in found if says is not None}


MEETING: Sections[Look] = Sections()
NETWORK: Sections[Overview] = Sections()
#: What is told before a meeting is called off.
CANCELLING: Sections[Look] = Sections()


def look_at(user: Anyone, meeting: Meeting, *names: str, forms: Mapping[str, BaseForm] | None = None) -> Look:
    """Who looks at a meeting, with what these sections want to be counted."""
    standing = standing_of(user, meeting, meeting.attendances.select_related("user"))
    rows: dict[str, QuerySet] = {}
    for section in MEETING.some(names):
        rows |= section.rows(meeting) if section.rows else {}
    return Look(standing, _counted(meeting, rows), forms or {})


def _counted(meeting: Meeting, rows: dict[str, QuerySet]) -> dict[str, int]:
    if not rows:
        return {}
    found = Meeting.objects.filter(pk=meeting.pk).values_list(*map(_count, rows.values())).get()
    return dict(zip(rows, found, strict=True))


def _count(rows: QuerySet) -> Coalesce:
    """How many rows there are, as a part of another question."""
    one = rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one), 0, output_field=IntegerField())


def fragment(request: HttpRequest, meeting: Meeting, name: str) -> HttpResponse:
    """One section alone, for a page that is open; empty when it has nothing to show."""
    shown = MEETING.shown(look_at(request.user, meeting, name), name).get(name)
    if shown is None:
        return HttpResponse()
    context = {"meeting": meeting, "network": meeting.network, "section": shown.section}
    return render(request, shown.template, context)


Draw = Callable[[HttpRequest, Meeting, Mapping[str, BaseForm]], HttpResponse]
_draw: list[Draw] = []


def drawn_by(draw: Draw) -> Draw:
    """Decorates the view of the whole page, which stands above the ideas that send a form back on it."""
    _draw[:] = [draw]
    return draw


def page_with(request: HttpRequest, meeting: Meeting, **forms: BaseForm) -> HttpResponse:
    """The whole page of a meeting, with forms that say what is wrong, by the name of their section."""
    response = _draw[0](request, meeting, forms)
    response.status_code = 422
    return response
