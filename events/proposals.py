"""What the planner's page shows, computed from a plan and its proposal."""

from datetime import date
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from community.organisations.models import Organisation

from .explanations import in_own_language
from .models import RotationPlan
from .planning import silent_organisations, swapped
from .rules import may_answer_turn
from .turns import answers_of


def proposal_page(plan: RotationPlan, reader) -> dict:
    """Turns, grid, fairness and travel. Keys: turns, rows, dates, silent, infeasible, balances, travel, totals."""
    said = answers_of(plan)
    members = list(plan.network.current_organisations.prefetch_related("venues"))
    by_id = {str(o.pk): o for o in members}
    planned = {f"m{p.position}": p for p in plan.planned.all()}
    result = in_own_language(plan.result)
    turns = [
        {
            "number": index,
            "planned": planned[turn["meeting"]],
            "organisation": by_id[turn["organisation"]],
            "date": date.fromisoformat(turn["date"]),
            "reasons": turn["reasons"],
            "locked": planned[turn["meeting"]].locked_date is not None,
            "said": said.get(turn["meeting"]),
        }
        for index, turn in enumerate(result.get("assignments", []), start=1)
        if turn["organisation"] in by_id
    ]
    answers = {(a.organisation_id, a.date): a.answer for a in plan.availability.all()}
    dates = plan.dates
    attending = {day: sum(_comes(answers.get((o.pk, day))) for o in members) for day in dates}
    chosen = {turn["date"]: turn for turn in turns}
    first_turn = {turn["organisation"].pk: turn["date"] for turn in reversed(turns)}
    rows = [
        {
            "organisation": o,
            "cells": [
                {
                    "date": day,
                    "answer": answers.get((o.pk, day), "unknown"),
                    "hosts": day in chosen and chosen[day]["organisation"].pk == o.pk,
                }
                for day in dates
            ],
        }
        for o in sorted(members, key=lambda o: (first_turn.get(o.pk, date.max), o.name))
    ]
    for turn in turns:
        turn["attending"] = attending[turn["date"]]
    silent = silent_organisations(plan)
    return {
        "turns": turns,
        "own_turns": [turn for turn in turns if may_answer_turn(reader, plan, turn["organisation"])],
        "is_late": plan.confirm_by is not None and plan.confirm_by < timezone.localdate(),
        "agreed_count": sum(answer.agrees for answer in said.values()),
        "rows": rows,
        "dates": [(day, day in chosen, attending[day]) for day in dates],
        "route": _route(rows, dates),
        "members": members,
        "silent": silent,
        "answered_count": len(members) - len(silent),
        "infeasible": result.get("status") == "infeasible",
        "blocked": _blocked_by_meeting(result.get("blocked", []), by_id, planned)
        if result.get("status") == "infeasible"
        else [],
        "timed_out": result.get("status") in ("timeout", "feasible") and bool(plan.variant),
        "variants": _variants(plan),
        "conflict": _named(result.get("conflict"), by_id, planned),
        "relaxations": [_named(r, by_id, planned) for r in result.get("relaxations", [])],
        "balances": _balances(result.get("balances", {}), by_id),
        "travel": _travel(result.get("travel_km", {}), by_id),
        "seats": (sum(turn["attending"] for turn in turns), len(turns) * len(members)),
    }


VARIANTS = {"fairness": _("Fairest"), "travel": _("Least travel"), "people": _("Most people")}
EFFECTS = {"people": _("Can come"), "km": _("Kilometres"), "longest": _("Longest road, in km")}


def _variants(plan: RotationPlan) -> list[dict]:
    """The named plans with what each costs; a plan that equals an earlier one is not shown twice."""
    rows, seen = [], []
    for key, name in VARIANTS.items():
        result = plan.variants.get(key)
        if not result or not result["assignments"]:
            continue
        turns = [(turn["venue"], turn["date"]) for turn in result["assignments"]]
        if turns in seen:
            rows[seen.index(turns)]["also"].append(name)
            continue
        seen.append(turns)
        rows.append({"key": key, "name": name, "also": [], "chosen": plan.variant == key} | _price(result))
    return rows


def _price(result: dict) -> dict:
    """What people compare: who can come, kilometres (one way, summed over all travellers), the range of balances."""
    balances = [Fraction(value) for value in result["balances"].values()]
    return {
        "people": -result["objective"][-5],
        "km": result["objective"][-1],
        "longest": result["objective"][-2],
        "range": float(max(balances, default=0) - min(balances, default=0)),
    }


def swap_page(plan: RotationPlan, first: int, second: int) -> dict:
    """Before and after of a swap, and what stands in its way. Raises `ValidationError`."""
    result = swapped(plan, first, second)
    by_id = {str(o.pk): o for o in Organisation.objects.filter(memberships__network=plan.network)}
    planned = {f"m{p.position}": p for p in plan.planned.all()}
    before, after = _price(plan.result), _price(result)
    return {
        "effects": [
            (name, before[key], after[key], _better(before[key], after[key], more_is_better=key == "people"))
            for key, name in EFFECTS.items()
        ],
        "blocked": [_named(one, by_id, planned) for one in result["blocked"]],
    }


def _better(before, after, *, more_is_better: bool) -> bool | None:
    """Whether a change is for the better; None when nothing changes."""
    return None if before == after else (after > before) == more_is_better


def _comes(answer: str | None) -> bool:
    return answer != "no"


def _route(rows, dates) -> str:
    """The route through the grid as points `x,y` in cells, for an SVG polyline."""
    points = []
    for column, day in enumerate(dates):
        for line, row in enumerate(rows):
            if any(cell["hosts"] and cell["date"] == day for cell in row["cells"]):
                points.append(f"{column + 0.5},{line + 0.5}")
    return " ".join(points)


def _named(found: dict | None, by_id, planned) -> dict | None:
    """The planner speaks of ids; people read names."""
    if not found:
        return None
    text = found["text"]
    for pk, organisation in sorted(by_id.items(), key=lambda item: -len(item[0])):
        text = _replace_word(text, pk, organisation.name)
    for key, meeting in planned.items():
        text = _replace_word(text, key, f"“{meeting.title}”")
    meeting = planned.get(found.get("meeting"))
    return {**found, "text": text, "about": meeting.title if meeting else ""}


def _blocked_by_meeting(blocked: list[dict], by_id, planned) -> list[tuple[str, list[str]]]:
    """Why each venue cannot host, under the title of its meeting; the same sentence once."""
    venues = {str(venue.pk): str(venue) for one in by_id.values() for venue in one.venues.all()}
    found: dict[str, list[str]] = {}
    for one in blocked:
        named = _named(one, by_id, planned)
        line = f"{venues.get(one['venue'], '')}: {named['text']}"
        lines = found.setdefault(named["about"], [])
        if line not in lines:
            lines.append(line)
    return list(found.items())


def _replace_word(text: str, word: str, name: str) -> str:
    return " ".join(
        name + part[len(word) :] if part.rstrip(",.:") == word else part for part in text.split(" ")
    )


def _balances(balances: dict, by_id) -> list[dict]:
    rows = [
        {"organisation": by_id[pk], "balance": Fraction(value)}
        for pk, value in balances.items()
        if pk in by_id
    ]
    for row in rows:
        sign = "+" if row["balance"] > 0 else "−" if row["balance"] < 0 else ""
        row["shown"] = sign + number_format(abs(float(row["balance"])), 1)
        row["waits"] = row["balance"] < 0
    return sorted(rows, key=lambda row: (row["balance"], row["organisation"].name))


def _travel(travel: dict, by_id) -> list[dict]:
    most = max(travel.values(), default=0) or 1
    rows = [
        {"organisation": by_id[pk], "km": km, "share": round(100 * km / most, 1)}
        for pk, km in travel.items()
        if pk in by_id
    ]
    return sorted(rows, key=lambda row: -row["km"])
