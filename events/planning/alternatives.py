"""Could it be otherwise: other plans beside the proposal, earlier versions, and a swap that is tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.organisations.models import Organisation

from ..turns import ledger
from .coming import Coming
from .models import PlanVersion, RotationPlan
from .problems import names_of
from .proposal import HostTurn
from .queries import swapped
from .shares import mean, minutes_of
from .words import in_words

ComingOn = Mapping[date, Coming]
VARIANTS = {
    "fairness": gettext_lazy("Fairest"),
    "travel": gettext_lazy("Least travel"),
    "people": gettext_lazy("Most people"),
}


@dataclass(frozen=True)
class Preview:
    """Another plan than the proposal, looked at before it is chosen: a variant, or an earlier version."""

    kind: str
    key: str
    version: PlanVersion

    @property
    def name(self) -> str:
        if self.kind == "version":
            return _("version %(number)s") % {"number": self.key}
        return str(VARIANTS[self.key])


def preview_of(plan: RotationPlan, *, variant: str = "", version: int = 0) -> Preview | None:
    """The plan that is asked for, when it differs from the proposal; None when there is nothing to preview."""
    earlier = version and version != plan.version
    kept = plan.versions.found().filter(variant=variant).first() if variant in VARIANTS else None
    if kept and plan.proposal and kept.places != plan.proposal.places:
        found = Preview("variant", variant, kept)
    elif earlier and (kept := plan.versions.filter(version=version).first()):
        found = Preview("version", str(version), kept)
    else:
        return None
    return found if found.version.is_plan else None


@dataclass(frozen=True)
class Price:
    """What people compare: who can come, minutes on the road, and the range of balances."""

    people: Coming
    minutes: int
    longest_minutes: int
    longest: Organisation | None
    range: Fraction

    @property
    def apart(self) -> str:
        return ledger.amount(self.range) if self.range else _("nothing")


def price_of(plan: RotationPlan, result: dict, members: list[Organisation], coming: ComingOn) -> Price:
    """For the answer of the planner; `coming` is how many can come on each date."""
    own = minutes_of(plan, result, members)
    by_pk = {organisation.pk: organisation for organisation in members}
    farthest = max(sorted(own, key=str), key=lambda pk: own[pk], default=None)
    days = [date.fromisoformat(turn["date"]) for turn in result["assignments"]]
    balances = [Fraction(value) for pk, value in result["balances"].items() if int(pk) in by_pk]
    return Price(
        people=sum((coming.get(day, Coming()) for day in days), Coming()),
        minutes=mean(own),
        longest_minutes=own[farthest] if farthest is not None else 0,
        longest=by_pk[farthest] if farthest is not None else None,
        range=max(balances, default=Fraction(0)) - min(balances, default=Fraction(0)),
    )


@dataclass
class Alternative:
    """A named plan with what it costs; `also` are the names of plans that are the same.

    `chosen` is the one that is the proposal, `shown` the one that is looked at.
    """

    key: str
    name: str
    price: Price
    note: str
    chosen: bool
    shown: bool
    also: list[str] = field(default_factory=list)


def alternatives(
    plan: RotationPlan, members: list[Organisation], preview: Preview | None, coming: ComingOn
) -> list[Alternative]:
    """The named plans; a plan that equals an earlier one is not shown twice."""
    rows: list[Alternative] = []
    seen: list[list[tuple[str, str]]] = []
    kept = {one.variant: one for one in plan.versions.found().with_turns()}
    found = {key: one.as_json() for key, one in kept.items()}
    stands = plan.proposal.places if plan.proposal else {}
    shown = preview.key if preview and preview.kind == "variant" else ""
    for key, name in VARIANTS.items():
        result = found.get(key)
        if not result or not result["assignments"]:
            continue
        turns = [(turn["venue"], turn["date"]) for turn in result["assignments"]]
        if turns in seen:
            same = rows[seen.index(turns)]
            same.also.append(str(name))
            same.shown = same.shown or shown == key
            continue
        seen.append(turns)
        rows.append(
            Alternative(
                key=key,
                name=str(name),
                price=price_of(plan, result, members, coming),
                note=_note(found["fairness"], result, members),
                chosen=kept[key].places == stands,
                shown=shown == key or (preview is None and kept[key].places == stands),
            )
        )
    return rows


def _note(fairest_plan: dict, result: dict, members: list[Organisation]) -> str:
    """Who hosts twice, and who hosts in the fairest plan but not in this one, in a few words."""
    hosts = [turn["organisation"] for turn in result["assignments"]]
    fairest = [turn["organisation"] for turn in fairest_plan["assignments"]]
    names = {str(organisation.pk): organisation.short_name for organisation in members}
    parts = []
    if skipped := [names[pk] for pk in sorted(set(fairest) - set(hosts)) if pk in names]:
        parts.append(
            ngettext("%(names)s has no turn", "%(names)s have no turn", len(skipped))
            % {"names": _(" and ").join(skipped)}
        )
    if twice := [names[pk] for pk in sorted({pk for pk in hosts if hosts.count(pk) > 1}) if pk in names]:
        parts.append(
            ngettext("%(names)s hosts more than once", "%(names)s host more than once", len(twice))
            % {"names": _(" and ").join(twice)}
        )
    return ", ".join(parts)


@dataclass(frozen=True)
class Effect:
    """What a swap changes: before and after in words, whether that is better, and who it is about."""

    name: str
    before: str
    after: str
    gain: int
    who: str = ""

    @property
    def better(self) -> bool:
        return self.gain > 0

    @property
    def worse(self) -> bool:
        return self.gain < 0


@dataclass(frozen=True)
class Swap:
    """A swap that can be tried, and when it was: what it would change, why it cannot be, or why it was refused.

    The turns that stand in the two fields are by the position of their meeting.
    """

    first: HostTurn | None
    second: HostTurn | None
    tried: bool = False
    refused: str = ""
    effects: list[Effect] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)


def swap_of(
    plan: RotationPlan,
    turns: list[HostTurn],
    members: list[Organisation],
    asked: tuple[int, int],
    coming: ComingOn,
    *,
    tried: bool,
) -> Swap:
    """The swap of the turns at two positions; as long as none is asked for, the first with one of another host."""
    by_position = {turn.planned.position: turn for turn in turns}
    opening = next(iter(turns), None)
    own = by_position.get(asked[0], opening)
    other = next((turn for turn in turns if own and turn.organisation != own.organisation), None)
    pair = Swap(
        first=by_position.get(asked[0]) if asked[0] else opening,
        second=by_position.get(asked[1]) if asked[1] else other,
        tried=tried,
    )
    if not tried:
        return pair
    try:
        result = swapped(plan, *asked).as_json()
    except ValidationError as error:
        return replace(pair, refused=error.messages[0])
    blocked = [item["text"] for item in in_words(result, names_of(plan))["blocked"]]
    return replace(pair, effects=_effects(plan, result, members, coming), blocked=blocked)


def _effects(plan: RotationPlan, result: dict, members: list[Organisation], coming: ComingOn) -> list[Effect]:
    if plan.proposal is None:
        return []
    before = price_of(plan, plan.proposal.as_json(), members, coming)
    after = price_of(plan, result, members, coming)
    unit = _("%(minutes)d min")
    mean_was, mean_is = before.minutes, after.minutes
    far_was, far_is = before.longest_minutes, after.longest_minutes
    who = after.longest.short_name if after.longest else ""
    return [
        Effect(_("Can come"), before.people.text, after.people.text, after.people.yes - before.people.yes),
        Effect(
            _("Travel on average"),
            unit % {"minutes": mean_was},
            unit % {"minutes": mean_is},
            mean_was - mean_is,
        ),
        Effect(
            _("Longest travel"),
            unit % {"minutes": far_was},
            unit % {"minutes": far_is},
            far_was - far_is,
            who,
        ),
    ]
