"""The list of people as a page shows it: doubts first, some at a time, and who is ready."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.members.models import User
from community.organisations.models import Organisation
from community.words import words

from ..models import Beginning, Line, Participant
from .judging import wrong_address
from .queries import organisations_of
from .reading import MEANINGS
from .sending import AT_ONCE

DOUBTS = 20  # at a time
SINGLY = 50  # who is ready stands there by name up to this many
LEFT_OUT = 100
MOST_SHOWN_TEXT = 60_000  # letters of a list that can be changed where it stands
Reason = Line.Reason

WHY: dict[str, str | Promise] = {
    Reason.SHORT: gettext_lazy("There is no e-mail address in this line. Fill it in, or leave the line out."),
    Reason.FORMULA: gettext_lazy("A formula stands here, and nobody worked it out. Fill in the address."),
    Reason.HEADER: gettext_lazy("this names the columns"),
    Reason.MEMBER: gettext_lazy("takes part already"),
    Reason.INVITED: gettext_lazy("was invited before and did not answer yet"),
    Reason.BY_HAND: gettext_lazy("left out by you"),
}


def why(line: Line) -> str:
    """Why a line is not ready, in a sentence."""
    if line.reason == Reason.ADDRESS:
        return wrong_address(line.email)
    if line.reason == Reason.ORGANISATION:
        if line.place:
            return _("“%(place)s” is not in this network yet.") % {"place": line.place}
        return _("For which organisation does this person take part?")
    if line.reason == Reason.DOUBLE:
        return _("the same address as line %(number)s") % {"number": line.like}
    if line.reason == Reason.LOOKALIKE:
        return _("Looks like the name in line %(number)s. Is it one person, or are there two?") % {
            "number": line.like
        }
    return str(WHY.get(line.reason, ""))


@dataclass(frozen=True)
class Shown:
    """A line on the page: why it is not ready, or whether there is an account with its address."""

    line: Line
    why: str = ""
    is_known: bool = False


@dataclass
class Page:
    """What stands on the page of a list. `more` is the number after which the next doubts begin, or None."""

    beginning: Beginning
    ready_count: int
    doubt_count: int
    out_count: int
    read_count: int
    doubts: list[Shown]
    more: int | None
    ready: list[Shown]
    by_organisation: list[tuple[str, int]]
    out: list[Shown]
    organisations: list[Organisation]
    others: dict[int, list[Organisation]] = field(default_factory=dict)

    @property
    def by_name(self) -> bool:
        return self.ready_count <= SINGLY

    @property
    def columns(self) -> str:
        return ", ".join(str(MEANINGS[one]) for one in self.beginning.columns if one)

    def choices_for(self, line: Line) -> dict:
        return {"organisations": self.organisations, "others": self.others.get(line.pk, [])}


def page_of(beginning: Beginning, after: int) -> Page:
    """The page of a list whose doubts begin after the line with this number; as many questions for any length."""
    counted = beginning.lines.aggregate(
        ready=Count("pk", filter=Q(state="ready", invitation=None)),
        doubt=Count("pk", filter=Q(state="doubt")),
        out=Count("pk", filter=Q(state="out")),
    )
    doubts = list(beginning.lines.doubtful().filter(number__gt=after)[: DOUBTS + 1])
    more = doubts[DOUBTS - 1].number if len(doubts) > DOUBTS else None
    few = counted["ready"] <= SINGLY
    page = Page(
        beginning=beginning,
        ready_count=counted["ready"],
        doubt_count=counted["doubt"],
        out_count=counted["out"],
        read_count=sum(counted.values()),
        doubts=[Shown(line, why(line)) for line in doubts[:DOUBTS]],
        more=more,
        ready=_with_accounts(beginning) if few else [],
        by_organisation=[] if few else _by_organisation(beginning),
        out=[Shown(line, why(line)) for line in beginning.lines.left_out()[:LEFT_OUT]],
        organisations=organisations_of(beginning),
    )
    page.others = {} if beginning.network else _others(page)
    return page


def _with_accounts(beginning: Beginning) -> list[Shown]:
    """Who is ready, and whether they have an account."""
    ready = list(beginning.lines.ready().select_related("organisation"))
    known = set(User.objects.filter(email__in=[one.email for one in ready]).values_list("email", flat=True))
    return [Shown(line, is_known=line.email in known) for line in ready]


def known_count(beginning: Beginning) -> int:
    """How many of who is ready have an account."""
    ready = beginning.lines.ready().values("email")
    return User.objects.filter(email__in=ready, is_active=True).count()


def _by_organisation(beginning: Beginning) -> list[tuple[str, int]]:
    counts = beginning.lines.ready().order_by("organisation__folded").values_list("organisation__name")
    return [(name or _("No organisation"), n) for name, n in counts.annotate(n=Count("pk"))]


def _others(page: Page) -> dict[int, list[Organisation]]:
    """For doubtful lines whose organisation is none of these: those of the house that may be meant, asked once."""
    lines = [one.line for one in page.doubts if one.line.place and not one.line.organisation_id]
    asked = {line.pk: words(line.place)[:6] for line in lines}
    rule = Q()
    for wanted in asked.values():
        if wanted:
            rule |= Q(*[("folded__contains", word) for word in wanted])
    if not rule:
        return {}
    chosen = {one.pk for one in page.organisations}
    found = [one for one in Organisation.objects.filter(rule)[:200] if one.pk not in chosen]
    return {
        key: [one for one in found if wanted and all(word in one.folded for word in wanted)][:3]
        for key, wanted in asked.items()
    }


ROLES = [(one.value, one.label) for one in Participant.Role]


def say_invited(request, count: int) -> None:
    """Tell who pressed the button how many are invited."""
    text = ngettext("%(n)d person is invited.", "%(n)d people are invited.", count) % {"n": count}
    if count > AT_ONCE:
        text = _("%(n)d people are being invited.") % {"n": count}
    messages.success(request, text if count else _("Nobody on the list is ready to be invited."))
