from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from community.excerpts import excerpt, marked
from community.folded import says
from community.members.models import Anyone

from ..geography.distance import within
from ..models import Domain, FormerName, Organisation, Venue
from .together import source
from .wanted import KILOMETRES, Wanted

PER_PAGE = 20
MOST_OUTSIDE = 6


@dataclass(frozen=True)
class Hit:
    """An organisation that was found.

    `number` joins list and map; `distance` is in kilometres from the town that was asked for. `why` is marked text;
    `room` the largest venue, for who may know of it.
    """

    organisation: Organisation
    number: int
    distance: float | None
    why: str
    room: Venue | None


@dataclass(frozen=True)
class Crowd:
    """How many organisations were found in a municipality, and where that is on average."""

    municipality: str
    count: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Found:
    """One page of the directory. `outside` are the nearest that lie just too far away, with their distance; `wider`
    is the radius that the first of them lies in; `own` are the reader's, which a search around a town leaves out.
    """

    hits: list[Hit]
    total: int
    after: str
    crowds: list[Crowd]
    outside: list[Organisation]
    wider: int | None
    own: list[Organisation]


def find_organisations(reader: Anyone, wanted: Wanted) -> Found:
    """The organisations that the reader may know about and that answer what is wanted, a page of them."""
    if wanted.is_lost:
        return Found([], 0, "", [], [], None, [])
    matching = _matching(reader, wanted)
    own = _own(reader) if wanted.point else []
    near = matching.exclude(pk__in=[one.pk for one in own])
    if wanted.point:
        near = within(near, wanted.point, wanted.within)
    rows = list(_behind(near, wanted)[: PER_PAGE + 1])
    more = len(rows) > PER_PAGE
    rows = rows[:PER_PAGE]
    crowds = _crowds(near) if more or wanted.after else []
    total = sum(crowd.count for crowd in crowds) if crowds else len(rows)
    outside = _outside(matching, wanted)
    wider = next((km for km in KILOMETRES if outside and km >= outside[0].distance), None)  # type: ignore[attr-defined]
    hits, after = _hits(reader, wanted, rows), _key(rows[-1], wanted) if more else ""
    return Found(hits, total, after, crowds, outside, wider, own)


def _own(reader: Anyone) -> list[Organisation]:
    if not reader.is_authenticated:
        return []
    return list(Organisation.objects.filter(affiliations__person=reader, affiliations__until=None).distinct())


def _matching(reader: Anyone, wanted: Wanted) -> QuerySet[Organisation]:
    rows = Organisation.objects.visible_to(reader)
    together = source()
    for one in wanted.sought:
        former = FormerName.objects.filter(folded__contains=one.word).values("organisation")
        rule = says([one], "findable") | Q(pk__in=_in_domain(Q(folded__contains=one.word))) | Q(pk__in=former)
        rows = rows.filter(rule | Q(pk__in=together.found(reader, one)) if together else rule)
    if wanted.kind:
        rows = rows.filter(kind__in=wanted.kind)
    if wanted.classes:
        rows = rows.filter(partner_class__in=wanted.classes)
    if wanted.is_open:
        rows = rows.filter(open_for_cooperation=True)
    if wanted.domain:
        rows = rows.filter(pk__in=_in_domain(Q(slug__in=wanted.domain)))
    if wanted.network and together:
        rows = rows.filter(pk__in=together.members(reader, wanted.network))
    if wanted.room and reader.is_authenticated:
        asked = {name: True for name in wanted.room if name != "room"}
        rows = rows.filter(Exists(Venue.objects.filter(organisation=OuterRef("pk"), **asked)))
    return rows


def _in_domain(rule: Q) -> QuerySet:
    return Organisation.domains.through.objects.filter(domain__in=Domain.objects.filter(rule)).values(
        "organisation"
    )


def _behind(rows: QuerySet[Organisation], wanted: Wanted) -> QuerySet[Organisation]:
    """In their order, from behind the one that the page before ended with."""
    column = "distance" if wanted.by_distance else "folded"
    rows = rows.order_by(column, "pk").prefetch_related("domains", "venues")
    number, _colon, value = wanted.after.partition(":")
    if not number.isdecimal() or len(number) > 18:
        return rows
    place: float | str = value
    if wanted.by_distance:
        try:
            place = float(value)
        except ValueError:
            return rows
    return rows.filter(Q(**{f"{column}__gt": place}) | Q(**{column: place, "pk__gt": int(number)}))


def _key(row: Organisation, wanted: Wanted) -> str:
    return f"{row.pk}:{row.distance!r}" if wanted.by_distance else f"{row.pk}:{row.folded}"  # type: ignore[attr-defined]


def _crowds(rows: QuerySet[Organisation]) -> list[Crowd]:
    """How many there are in each municipality, most first."""
    counted = (
        rows.order_by()
        .values("municipality")
        .annotate(n=Count("pk"), north=Avg("latitude"), east=Avg("longitude"))
    )
    found = [Crowd(one["municipality"], one["n"], one["north"], one["east"]) for one in counted]
    return sorted(found, key=lambda crowd: (-crowd.count, crowd.municipality))


def _outside(matching: QuerySet[Organisation], wanted: Wanted) -> list[Organisation]:
    """The nearest that answer everything but how far they may be."""
    if wanted.point is None or wanted.after:
        return []
    farther = within(matching, wanted.point, wanted.within * 3 + 20).filter(distance__gt=wanted.within)
    return list(farther.order_by("distance", "pk")[:MOST_OUTSIDE])


def _hits(reader: Anyone, wanted: Wanted, rows: list[Organisation]) -> list[Hit]:
    together = source()
    groups: Mapping[int, str] = {}
    if together and wanted.sought and rows:
        groups = together.why(reader, wanted.sought, [row.pk for row in rows])
    return [
        Hit(
            organisation=row,
            number=number,
            distance=getattr(row, "distance", None),
            why=_why(row, wanted, groups.get(row.pk, "")),
            room=_largest(row) if reader.is_authenticated else None,
        )
        for number, row in enumerate(rows, start=1)
    ]


def _largest(row: Organisation) -> Venue | None:
    return max(row.venues.all(), key=lambda venue: venue.capacity, default=None)


def _why(row: Organisation, wanted: Wanted, group: str) -> str:
    """The sentence in which the words were found: its story, what it works on, or what it takes part in."""
    words = wanted.sought
    domains = ", ".join(domain.name for domain in row.domains.all())
    texts = [row.story, _("Works on: %(domains)s") % {"domains": domains} if domains else "", group]
    if not words:
        return marked(excerpt(row.story, []), [])
    found = (marked(excerpt(text, words), words) for text in texts if text)
    return next((text for text in found if "<mark>" in text), marked(excerpt(row.story, []), []))


def domains_in_use(reader: Anyone) -> list[Domain]:
    """What the organisations that the reader may know about work on."""
    seen = Organisation.objects.visible_to(reader)
    return list(Domain.objects.filter(Exists(seen.filter(domains=OuterRef("pk"))))[:60])
