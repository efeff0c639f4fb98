"""Who stands in the list of people, why, and in which order."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from community.folded import says
from community.surnames import split
from community.words import Sought, sought, words

from .. import circles
from ..languages import codes_called, name_of
from ..models import Anyone, Profile, User
from ..queries import people_saying, reading, speaking
from ..seeing import Seen, standings_of

PER_PAGE = 20
MOST_FITTING, MOST_ORGANISATIONS = 3, 60
#: How surnames are sorted -> the column that holds them so.
ORDERS = {"be": "surname", "nl": "bare_surname"}


@dataclass(frozen=True)
class Asked:
    """What somebody asked of the list: words, a language (code), a network (pk), an organisation (slug), an order."""

    words: str = ""
    language: str = ""
    network: int | None = None
    organisation: str = ""
    order: str = "be"
    after: int | None = None


@dataclass(frozen=True)
class Row:
    """Somebody in the list, as far as the reader may see them, and why they were found."""

    person: User
    seen: Seen
    letter: str
    reasons: list[str] = field(default_factory=list)

    @property
    def first(self) -> str:
        """What stands before the surname."""
        return split(self.person.name)[0]

    @property
    def last(self) -> str:
        """The surname, by which the list is sorted."""
        return split(self.person.name)[1]


@dataclass(frozen=True)
class Found:
    """One page of the list; `after` is where the next one begins, None at the end."""

    rows: list[Row]
    after: int | None


def find(viewer: User, asked: Asked) -> Found:
    """The people that answer to what was asked, twenty at a time."""
    column = ORDERS[asked.order]
    people = _answering(viewer, asked)
    if asked.after is not None:
        last = User.objects.filter(pk=asked.after).values_list(column, flat=True).first()
        if last is not None:
            people = people.filter(Q(**{f"{column}__gt": last}) | Q(**{column: last}, pk__gt=asked.after))
    page = list(_whole(people.order_by(column, "pk"))[: PER_PAGE + 1])
    standing, sought_words = standings_of(viewer), sought(asked.words)
    rows = [
        Row(
            person=one,
            seen=(seen := Seen(one, profile_of(one), standing(one))),
            letter=getattr(one, column)[:1].upper(),
            reasons=_reasons(seen, sought_words),
        )
        for one in page[:PER_PAGE]
    ]
    return Found(rows, page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None)


def _answering(viewer: User, asked: Asked) -> QuerySet[User]:
    people = User.objects.visible_to(viewer).filter(people_saying(sought(asked.words), viewer))
    if asked.language:
        people = people.filter(Q(speaking([asked.language])) & reading(viewer, "languages"))
    if asked.network is not None:
        people = people.filter(pk__in=circles.people_in(viewer, asked.network))
    if asked.organisation:
        people = people.filter(island=asked.organisation)
    return people


def _whole(people: QuerySet[User]) -> QuerySet[User]:
    return people.select_related("profile").prefetch_related("profile__spoken")


def _reasons(seen: Seen, asked: list[Sought]) -> list[str]:
    """What this reader reads of somebody that answers to the words."""
    told = [*seen.topics, *seen.themes]
    found = [text for text in told if any(one.finds(word) for one in asked for word in words(text))]
    codes = set().union(*(codes_called(one.word) for one in asked)) if asked else set()
    spoken = {name_of(code) for code in codes}
    return [*found, *(name for name in seen.languages if name in spoken)]


@dataclass(frozen=True)
class Fitting:
    """Somebody who can help with what the reader looks for."""

    person: User
    wish: str
    topic: str


def fitting(viewer: User) -> list[Fitting]:
    """At most three people who can help with what stands on the profile of the reader."""
    profile = Profile.objects.filter(user=viewer).first()
    wishes = profile.wishes if profile else []
    asked = {wish: sought(wish) for wish in wishes}
    rule = Q()
    for one in (one for some in asked.values() for one in some):
        rule |= says([one], "profile__folded")
    if not rule:
        return []
    people = User.objects.visible_to(viewer).filter(rule).filter(reading(viewer, "expertise"))
    found = []
    for person in _whole(people.exclude(pk=viewer.pk).order_by("surname", "pk"))[:MOST_FITTING]:
        for wish, some in asked.items():
            topics = person.profile.topics
            topic = next((t for t in topics if any(one.finds(w) for one in some for w in words(t))), None)
            if topic:
                found.append(Fitting(person, wish, topic))
                break
    return found


def organisations_of(viewer: Anyone) -> list[tuple[str, str]]:
    """(slug, name) of the organisations that people of the reader's networks show, by name."""
    shown = User.objects.filter(pk__in=circles.shared_with(viewer)).exclude(island="")
    found = shown.order_by("works_at").values_list("island", "works_at").distinct()
    return list(dict(found[:MOST_ORGANISATIONS]).items())


def profile_of(person: User) -> Profile:
    """What they told; nothing yet for an account without a profile."""
    return getattr(person, "profile", None) or Profile(user=person)
