"""What the planner's page shows: the proposal, the grid of answers with the route through it, what is silent."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from community.organisations.models import Organisation

from ..meetings import moments
from . import comparing
from .closings import closed_dates
from .models import Availability, PlanVersion, RotationPlan
from .problems import names_of
from .queries import answers_of, silent_organisations
from .rules import may_answer_turn
from .words import NOBODY, in_words


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
        return str(comparing.VARIANTS[self.key])


def preview_of(plan: RotationPlan, *, variant: str = "", version: int = 0) -> Preview | None:
    """The plan that is asked for, when it differs from the proposal; None when there is nothing to preview."""
    if (
        variant
        and variant != plan.variant
        and (kept := plan.versions.found().filter(variant=variant).first())
    ):
        found = Preview("variant", variant, kept)
    elif version and version != plan.version and (kept := plan.versions.filter(version=version).first()):
        found = Preview("version", str(version), kept)
    else:
        return None
    return found if found.version.is_plan else None


def proposal_page(plan: RotationPlan, reader, *, plans_it: bool, preview: Preview | None = None) -> dict:
    """Turns, grid, fairness, travel and alternatives, or why there is no plan.

    Answers, days off and alternatives only for who `plans_it`: the others never see who would rather not.
    """
    said = answers_of(plan)
    members = list(plan.network.current_organisations.prefetch_related("venues"))
    by_id = {str(o.pk): o for o in members}
    planned = {str(p.pk): p for p in plan.planned.select_related("meeting")}
    version = preview.version if preview else plan.proposal
    result = version.as_json() if version else {}
    names = names_of(plan) if result.get("status") == "infeasible" else NOBODY
    result = in_words(result, names)
    answers = {(a.organisation_id, a.date): a.answer for a in plan.availability.all()}
    dates = plan.dates
    attending = {day: sum(answers.get((o.pk, day)) != "no" for o in members) for day in dates}
    turns = _turns(plan, result, by_id, planned, said)
    for turn in turns:
        turn["attending"] = attending.get(turn["date"], len(members))
    silent = silent_organisations(plan)
    context = {
        "preview": preview,
        "turns": turns,
        "own_turns": [turn for turn in turns if may_answer_turn(reader, plan, turn["organisation"])],
        "is_late": plan.confirm_by is not None and plan.confirm_by < moments.today(),
        "agreed_count": sum(answer.agrees for answer in said.values()),
        "members": members,
        "host_count": len({turn["organisation"].pk for turn in turns}),
        "silent": silent,
        "answered_count": len(members) - len(silent),
        "infeasible": result.get("status") == "infeasible",
        "timed_out": result.get("status") in ("timeout", "feasible") and bool(plan.variant),
        "date_count": len(dates),
        "seats": (sum(turn["attending"] for turn in turns), len(turns) * len(members)),
    }
    if turns:
        context |= comparing.figures(plan, result, turns, members)
    if plans_it:
        context |= _grid(plan, turns, members, answers, attending)
        context["variants"] = comparing.variants(plan, by_id, preview)
        context["versions"] = plan.versions.proposed().select_related("made_by") if plan.version > 1 else []
    if context["infeasible"]:
        context |= _obstacles(result, members, planned)
    return context


def _turns(plan: RotationPlan, result: dict, by_id, planned, said) -> list[dict]:
    proposed = {
        str(turn.meeting_id): (str(turn.venue_id or ""), turn.date.isoformat()) for turn in plan.turns
    }
    rows = [turn for turn in result.get("assignments", []) if turn["organisation"] in by_id]
    return [
        {
            "number": index,
            "planned": planned[turn["meeting"]],
            "organisation": by_id[turn["organisation"]],
            "date": date.fromisoformat(turn["date"]),
            "reasons": turn["reasons"],
            "locked": planned[turn["meeting"]].locked_date is not None,
            "said": said.get(planned[turn["meeting"]].pk),
            "meeting": planned[turn["meeting"]].meeting,
            "differs": (turn["venue"], turn["date"]) != proposed.get(turn["meeting"]),
        }
        for index, turn in enumerate(rows, start=1)
    ]


NEXT_ANSWER = {"host": "attend", "attend": "rather_not", "rather_not": "no", "no": "host", "unknown": "host"}
PLANK = 5  # height of one plank of a stack in the grid, with the gap below it


def _grid(plan: RotationPlan, turns, members, answers, attending) -> dict:
    """Answers by organisation and date; hosts come first, by their date, so that the route runs down to the right."""
    dates = plan.dates
    chosen = {turn["date"]: turn for turn in turns}
    first_turn = {turn["organisation"].pk: turn["date"] for turn in reversed(turns)}
    rows = []
    for organisation in sorted(members, key=lambda o: (first_turn.get(o.pk, date.max), o.name)):
        cells = []
        for day in dates:
            turn = chosen.get(day)
            answer = answers.get((organisation.pk, day), "unknown")
            hosts = turn is not None and turn["organisation"].pk == organisation.pk
            cell = {
                "date": day,
                "answer": answer,
                "next": NEXT_ANSWER[answer],
                "turn": turn if hosts else None,
            }
            cells.append(cell | {"label": _cell_label(organisation, answer, hosts)})
        rows.append({"organisation": organisation, "cells": cells})
    closed = {}
    if plan.status != RotationPlan.Status.PUBLISHED:
        closed = {date.fromisoformat(row["date"]): row["reason"] for row in closed_dates(plan, [], dates)}
    return {
        "rows": rows,
        "dates": [
            {
                "day": day,
                "on": day in chosen,
                "count": attending[day],
                "height": PLANK * attending[day],
                "closed": closed.get(day),
            }
            for day in dates
        ],
        "closed_days": sorted(closed.items()),
        "route": _route(rows),
    }


def _cell_label(organisation: Organisation, answer: str, hosts: bool) -> str:
    if hosts:
        return _("hosts in this proposal")
    return str(Availability.Answer(answer).label) if answer != "unknown" else _("no answer")


def _route(rows) -> str:
    """The route through the grid as points `x,y` in cells, for an SVG polyline."""
    points = [
        (column, line)
        for line, row in enumerate(rows)
        for column, cell in enumerate(row["cells"])
        if cell["turn"]
    ]
    return " ".join(f"{column + 0.5},{line + 0.5}" for column, line in sorted(points))


def _obstacles(result: dict, members, planned) -> dict:
    """Why there is no plan, and what would help."""
    about = {key: meeting.title for key, meeting in planned.items()}
    venues = {str(venue.pk): str(venue) for member in members for venue in member.venues.all()}
    blocked: dict[str, list[str]] = {}
    for one in result.get("blocked", []):
        lines = blocked.setdefault(about.get(one["meeting"], ""), [])
        line = f"{venues.get(one['venue'], '')}: {one['text']}"
        if line not in lines:
            lines.append(line)
    return {
        "blocked": list(blocked.items()),
        "conflict": result.get("conflict"),
        "relaxations": [
            item | {"about": about.get(item["meeting"], "")} for item in result.get("relaxations", [])
        ],
    }


def swap_page(plan: RotationPlan, first: int, second: int) -> dict:
    """Before and after of a swap, and what stands in its way. Raises `ValidationError`."""
    members = list(plan.network.current_organisations.prefetch_related("venues"))
    return comparing.swap_effects(plan, first, second, members)
