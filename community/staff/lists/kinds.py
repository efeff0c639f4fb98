"""What each list of staff holds: its rows, how they are found, and what is said of each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.folded import says
from community.members.models import User
from community.networks.models import Membership, Network, Participant
from community.organisations.models import Affiliation, Organisation
from community.words import sought
from events.models import Attendance, Meeting
from forum.models import Board

FEW = 2  # facilitators: a network with fewer depends on one person


@dataclass(frozen=True)
class Fact:
    """Something that is said of a row; `status` (ok, ask, no) when it says how it stands."""

    words: str
    status: str = ""


@dataclass(frozen=True)
class Kind:
    """A list: its title and icon, `rows()` to begin with and `facts(row)`; `only` names halves to ask for."""

    key: str
    title: Any
    icon: str
    rows: Callable[[], QuerySet]
    facts: Callable[[Any], list[Fact]]
    column: str
    found_by: tuple[str, ...] = ()
    falling: bool = False
    only: dict[str, tuple[Any, Q]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The name of its page."""
        return f"staff:{self.key}"

    def lines(self, rows: list[Any], viewer: User) -> list[tuple]:
        """Each row with what is said of it, and the page about it where there is one for the viewer."""
        to = addresses(self.key, rows, viewer)
        return [(row, self.facts(row), to.get(row.pk, "")) for row in rows]

    def found(self, words: str, only: str = "") -> QuerySet:
        """The rows with these words in their name, of one half or of all."""
        rows = self.rows()
        if only in self.only:
            rows = rows.filter(self.only[only][1])
        if not words:
            return rows
        if self.found_by:
            return rows.filter(Q(*((f"{name}__icontains", words) for name in self.found_by), _connector=Q.OR))
        return rows.filter(says(sought(words), "folded"))


def addresses(key: str, rows: list[Any], viewer: User) -> dict[int, str]:
    """By key, the page about each row; a network into which the viewer may not look has none."""
    if key == "people":
        return {row.pk: reverse("staff:person", args=[row.pk]) for row in rows}
    if key == "networks":
        shown = Network.objects.visible_to(viewer).filter(pk__in=[row.pk for row in rows])
        return {row.pk: row.get_absolute_url() for row in shown}
    if key == "boards":
        return {row.pk: reverse("staff:board", args=[row.pk]) for row in rows if row.network_id is None}
    return {row.pk: row.get_absolute_url() for row in rows}


def _number(rows: QuerySet, key: str):
    """How many of `rows` belong to a row outside, by `key`."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), Value(0))


def networks() -> QuerySet[Network]:
    """Every network by name, however closed, with the numbers of its organisations, people and facilitators."""
    inside = Participant.objects.active()
    return Network.objects.annotate(
        organisation_count=_number(Membership.objects.current(), "network"),
        people=_number(inside, "network"),
        facilitators=_number(inside.facilitators(), "network"),
    )


def _of_network(network: Any) -> list[Fact]:
    facts = [
        Fact(network.get_cooperation_form_display()),
        Fact(
            ngettext("%(n)d organisation", "%(n)d organisations", network.organisation_count)
            % {"n": network.organisation_count}
        ),
        Fact(ngettext("%(n)d person", "%(n)d people", network.people) % {"n": network.people}),
    ]
    if network.closed_at:
        return [*facts, Fact(_("closed"))]
    if network.facilitators == 0:
        return [*facts, Fact(_("no facilitator"), "no")]
    if network.facilitators < FEW:
        return [*facts, Fact(_("one facilitator"), "ask")]
    return facts


def organisations() -> QuerySet[Organisation]:
    """Every organisation, with the number of its people and whether somebody acts for it."""
    now = Affiliation.objects.current().filter(person__is_active=True)
    return Organisation.objects.annotate(
        people=_number(now, "organisation"),
        has_contact=Exists(now.filter(organisation=OuterRef("pk")).exclude(role=Affiliation.Role.STAFF)),
    )


def _of_organisation(organisation: Any) -> list[Fact]:
    facts = [
        Fact(organisation.municipality),
        Fact(organisation.get_kind_display()),
        Fact(ngettext("%(n)d person", "%(n)d people", organisation.people) % {"n": organisation.people}),
    ]
    return facts if organisation.has_contact else [*facts, Fact(_("nobody acts for it"), "ask")]


def people() -> QuerySet[User]:
    """Everyone with an account, closed ones too."""
    return User.objects.all()


def _of_person(person: User) -> list[Fact]:
    facts = [Fact(person.works_at)] if person.works_at else []
    facts.append(Fact(person.email))
    if not person.is_active:
        return [*facts, Fact(_("account closed"), "no")]
    if person.last_login is None:
        facts.append(Fact(_("never signed in"), "ask"))
    if person.is_superuser:
        facts.append(Fact(_("administrator"), "ok"))
    elif person.is_staff:
        facts.append(Fact(_("staff"), "ok"))
    return facts


def boards() -> QuerySet[Board]:
    """Every board, with the number of its topics."""
    return Board.objects.select_related("network").annotate(
        topic_count=Count("topics", filter=Q(topics__deleted_at=None))
    )


def _of_board(board: Any) -> list[Fact]:
    whom = board.get_visibility_display()
    topics = ngettext("%(n)d topic", "%(n)d topics", board.topic_count) % {"n": board.topic_count}
    return [Fact(whom), Fact(topics)]


def meetings() -> QuerySet[Meeting]:
    """The meetings that are open to more people than one network, with how many come."""
    coming = Attendance.objects.exclude(answer=Attendance.Answer.NO)
    return Meeting.objects.exclude(visibility="network").annotate(coming=_number(coming, "meeting"))


def _of_meeting(meeting: Any) -> list[Fact]:
    facts = [
        Fact(date_format(meeting.local_start, "l j F Y")),
        Fact(meeting.get_kind_display()),
        Fact(ngettext("%(n)d registered", "%(n)d registered", meeting.coming) % {"n": meeting.coming}),
    ]
    return [*facts, Fact(_("cancelled"), "no")] if meeting.is_cancelled else facts


def upcoming() -> Q:
    """Meetings that are still to come."""
    return Q(ends_at__gt=timezone.now()) & ~Q(status=Meeting.Status.CANCELLED)


NETWORKS = Kind(
    "networks", gettext_lazy("Networks"), "net", networks, _of_network, "folded",
    only={
        "alone": (
            gettext_lazy("fewer than two facilitators"), Q(facilitators__lt=FEW, closed_at=None)
        )
    },
)  # fmt: skip
ORGANISATIONS = Kind(
    "organisations", gettext_lazy("Organisations"), "home", organisations, _of_organisation, "folded",
    only={"silent": (gettext_lazy("nobody acts for it"), Q(has_contact=False))},
)  # fmt: skip
PEOPLE = Kind(
    "people", gettext_lazy("People"), "users", people, _of_person, "folded",
    found_by=("folded", "email", "handle"),
    only={
        "new": (gettext_lazy("never signed in"), Q(last_login=None, is_active=True)),
        "staff": (gettext_lazy("staff and administrators"), Q(is_staff=True) | Q(is_superuser=True)),
        "closed": (gettext_lazy("account closed"), Q(is_active=False)),
    },
)  # fmt: skip
BOARDS = Kind(
    "boards", gettext_lazy("Boards"), "quote", boards, _of_board, "name", found_by=("name",),
)  # fmt: skip
MEETINGS = Kind(
    "meetings", gettext_lazy("Open meetings"), "cal", meetings, _of_meeting, "starts_at",
    found_by=("title",), falling=True,
)  # fmt: skip
KINDS = (NETWORKS, ORGANISATIONS, PEOPLE, BOARDS, MEETINGS)
