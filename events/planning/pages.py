"""The page of a plan as its reader sees it: how far it is, its turns, what everyone answered, and other plans."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.members.models import Anyone
from community.organisations.models import Organisation

from ..meetings import moments
from .alternatives import Alternative, Preview, Swap, alternatives, swap_of
from .coming import Coming, coming_on
from .grid import Grid, grid_of
from .models import PlanVersion, RotationPlan, TurnAnswer
from .problems import names_of
from .proposal import HostTurn, Impossible, impossible, turns_of
from .queries import answers_of, as_it_is_now, last_found, silent_organisations
from .rules import may_answer_turn, may_plan_rotation
from .shares import Shares, Travel, shares_of, travel_of
from .words import NOBODY, in_words


@dataclass(frozen=True)
class Step:
    """The one step that comes next: what its button sends, its icon and its words."""

    value: str
    icon: str
    words: str


@dataclass(frozen=True)
class PlanPage:
    """What stands on the page of a plan.

    Answers, days off and alternatives are only for who plans: the others never see who would rather not. `shares` and
    `travel` are there when there are turns, `impossible` when there cannot be. `broken` says what of the proposal can
    no longer be; `calculated` what the last calculation found beside a proposal that stayed (`nothing`, `other`).
    """

    plan: RotationPlan
    may_plan: bool
    preview: Preview | None
    date_count: int
    members: list[Organisation]
    silent: list[Organisation]
    broken: list[str]
    calculated: str
    said: list[TurnAnswer]
    turns: list[HostTurn]
    own_turns: list[HostTurn]
    timed_out: bool
    shares: Shares | None
    travel: Travel | None
    impossible: Impossible | None
    grid: Grid | None
    alternatives: list[Alternative]
    versions: list[PlanVersion]
    swap: Swap | None

    @property
    def changes_it(self) -> bool:
        """The proposal itself is shown to who plans, before it is published."""
        return self.may_plan and not self.plan.is_published and self.preview is None

    @property
    def answered_count(self) -> int:
        return len(self.members) - len(self.silent)

    @property
    def agreed_count(self) -> int:
        return sum(answer.agrees for answer in self.said)

    @property
    def is_late(self) -> bool:
        """The last day for hosts to answer is past."""
        return self.plan.confirm_by is not None and self.plan.confirm_by < moments.today()

    @property
    def host_count(self) -> int:
        return len({turn.organisation.pk for turn in self.turns})

    @property
    def coming(self) -> Coming:
        """Over all meetings: an organisation at a meeting is a place."""
        return sum((turn.coming for turn in self.turns), Coming())

    @property
    def is_old(self) -> bool:
        """The proposal is older than the answers, meetings or rules, and that can still be mended."""
        return self.plan.is_old and not self.plan.is_published and bool(self.turns)

    @property
    def main_step(self) -> Step | None:
        """For who plans."""
        if not self.may_plan or self.plan.is_published:
            return None
        if preview := self.preview:
            verb = "choose" if preview.kind == "variant" else "take"
            return Step(f"{verb}:{preview.key}", "check", _("Take this plan"))
        if self.plan.is_computing:
            return None
        if not self.turns:
            return Step("propose", "ring", _("Make a proposal"))
        if self.plan.status == RotationPlan.Status.SHARED:
            return Step("publish", "send", _("Publish and invite"))
        return Step("share", "eye", _("Share with the hosts"))


def page_of(
    plan: RotationPlan,
    reader: Anyone,
    *,
    preview: Preview | None = None,
    swap: tuple[int, int] = (0, 0),
    tries_swap: bool = False,
) -> PlanPage:
    """`swap` are the positions of two meetings whose hosts the reader would exchange."""
    plans_it = may_plan_rotation(reader, plan)
    said = answers_of(plan)
    members = list(plan.network.current_organisations.prefetch_related("venues"))
    planned = {str(one.pk): one for one in plan.planned.select_related("meeting")}
    version = preview.version if preview else plan.proposal
    result = version.as_json() if version else {}
    broken: list[dict] = []
    if version and version.is_plan and version.revision != plan.revision and not plan.is_published:
        result, broken = as_it_is_now(plan, version)
    last = last_found(plan) if plans_it and not preview and not plan.is_published else None
    cannot = last.as_json() if last and last.status == "infeasible" else result
    named = names_of(plan) if broken or cannot.get("status") == "infeasible" else NOBODY
    result = in_words(result | {"blocked": broken}, named)
    answers = {(one.organisation_id, one.date): one.answer for one in plan.availability.all()}
    coming = {day: coming_on(day, members, answers) for day in plan.dates}
    turns = turns_of(plan, result, members, planned, said, coming)
    return PlanPage(
        plan=plan,
        may_plan=plans_it,
        preview=preview,
        date_count=len(coming),
        members=members,
        silent=silent_organisations(plan),
        broken=[one["text"] for one in result["blocked"]] if plans_it else [],
        calculated=calculated(plan, last),
        said=list(said.values()),
        turns=turns,
        own_turns=[turn for turn in turns if may_answer_turn(reader, plan, turn.organisation)],
        timed_out=result.get("status") in ("timeout", "feasible") and bool(plan.variant),
        shares=shares_of(plan, result, turns, members) if turns else None,
        travel=travel_of(plan, result, turns, members) if turns else None,
        impossible=impossible(cannot, named, members, planned),
        grid=grid_of(plan, turns, members, answers, coming) if plans_it else None,
        alternatives=alternatives(plan, members, preview, coming) if plans_it else [],
        versions=_versions(plan) if plans_it and plan.version > 1 else [],
        swap=swap_of(plan, turns, members, swap, coming, tried=tries_swap) if plans_it else None,
    )


def _versions(plan: RotationPlan) -> list[PlanVersion]:
    return list(plan.versions.proposed().select_related("made_by"))


def calculated(plan: RotationPlan, last: PlanVersion | None) -> str:
    """What the last calculation found beside the proposal: `nothing`, an `other` plan, or the same (empty)."""
    if last is None:
        return ""
    if not last.is_plan:
        return "nothing"
    return "other" if plan.proposal and last.places != plan.proposal.places else ""
