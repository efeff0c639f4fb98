"""Plans beside each other: who hosts how often, who travels how far, and what another plan or a swap would cost."""

from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.organisations.models import Organisation

from .. import rotation
from ..meetings.models import Meeting
from ..turns import ledger
from . import travel
from .models import RotationPlan
from .problems import fixed_meetings, names_of
from .queries import swapped
from .words import in_words

VARIANTS = {
    "fairness": gettext_lazy("Fairest"),
    "travel": gettext_lazy("Least travel"),
    "people": gettext_lazy("Most people"),
}


def figures(plan: RotationPlan, result: dict, turns: list[dict], members: list[Organisation]) -> dict:
    """Turns taken and roads travelled, per organisation, for a plan in the shape of the planner's answer."""
    held = list(fixed_meetings(plan))
    lines = {line.organisation.pk: line for line in ledger.lines(plan.network, held)}
    after = {int(pk): Fraction(value) for pk, value in result["balances"].items()}
    first = {turn["organisation"].pk: turn["number"] for turn in reversed(turns)}
    exempt = _exempt(plan)
    fairness: list[dict[str, Any]] = []
    for organisation in sorted(members, key=lambda o: (first.get(o.pk, len(turns) + 1), o.name)):
        line = lines.get(organisation.pk)
        past = line.hosted if line else Fraction(0)
        now = sum((_credit(t) for t in turns if t["organisation"].pk == organisation.pk), Fraction(0))
        fairness.append(
            {
                "organisation": organisation,
                "past": _planks(past),
                "now": _planks(now),
                "balance": after.get(organisation.pk, Fraction(0)),
                "shown": ledger.signed(after.get(organisation.pk, Fraction(0))),
                "exempt": organisation.pk in exempt,
            }
        )
    waiting = [row for row in fairness if not row["now"]["text"] and not row["exempt"]]
    before = [lines[o.pk].balance if o.pk in lines else Fraction(0) for o in members]
    return {
        "fairness": fairness,
        "next_year": [row["organisation"] for row in sorted(waiting, key=lambda row: row["balance"])],
        "since": held[0].local_start.year if held else None,
        "spread": _spread(before, [row["balance"] for row in fairness]),
        **_travel(plan, result, turns, members),
    }


def _exempt(plan: RotationPlan) -> set[int]:
    exempt = plan.network.memberships.current().filter(exempt_from_hosting=True)
    return set(exempt.values_list("organisation", flat=True))


def _credit(turn: dict) -> Fraction:
    return ledger.CREDIT.get(turn["planned"].mode, Fraction(1))


def _planks(credit: Fraction) -> dict:
    """A number of turns to draw and to read: whole planks, whether a half one follows, and the words."""
    return {
        "whole": int(credit),
        "part": credit % 1 > 0,
        "text": ledger.turns_text(credit) if credit else "",
    }


def _spread(before: list[Fraction], after: list[Fraction]) -> dict:
    """How far the organisation with most turns beyond its share is from the one with fewest, before and after."""
    was, becomes = (max(found) - min(found) if found else Fraction(0) for found in (before, after))
    return {
        "was": number_format(float(was), 1),
        "becomes": number_format(float(becomes), 1),
        "falls": becomes < was,
        "rises": becomes > was,
    }


def _travel(plan: RotationPlan, result: dict, turns: list[dict], members: list[Organisation]) -> dict:
    """Minutes per meeting for each organisation, the farthest first, beside those of the year before."""
    own, longest = roads(plan, result, {str(o.pk): o for o in members})
    last = travel.year_before(plan.network, turns[0]["date"], members)
    most = max([*own.values(), *last.values(), 1])
    rows: list[dict[str, Any]] = [
        {
            "organisation": organisation,
            "minutes": own.get(str(organisation.pk), 0),
            "last": last.get(organisation.pk),
            "share": 100 * own.get(str(organisation.pk), 0) / most,
            "tick": 100 * last[organisation.pk] / most if organisation.pk in last else None,
        }
        for organisation in members
        if organisation.venues.all()
    ]
    farthest_last = max(rows, key=lambda row: row["last"] or 0, default=None)
    return {
        "travel": sorted(rows, key=lambda row: (-row["minutes"], row["organisation"].name)),
        "mean_minutes": _mean(own),
        "longest": longest,
        "longest_last": farthest_last if farthest_last and farthest_last["last"] else None,
    }


def roads(plan: RotationPlan, result: dict, by_id: dict) -> tuple[dict[str, int], dict]:
    """Minutes per meeting of each current member, and who travels longest (`minutes`, `organisation`)."""
    at_a_place = sum(planned.mode != Meeting.Mode.ONLINE for planned in plan.planned.all())
    members = {pk: km for pk, km in result["travel_km"].items() if pk in by_id}
    own = travel.per_meeting(members, at_a_place)
    farthest = max(sorted(own), key=lambda pk: own[pk], default="")
    return own, {"minutes": own.get(farthest, 0), "organisation": by_id.get(farthest)}


def _mean(values: dict[str, int]) -> int:
    return round(sum(values.values()) / len(values)) if values else 0


def variants(plan: RotationPlan, by_id: dict, preview) -> list[dict]:
    """The named plans with what each costs; a plan that equals an earlier one is not shown twice."""
    rows: list[dict[str, Any]] = []
    seen: list[list[tuple]] = []
    found = {one.variant: one.as_json() for one in plan.versions.found().with_turns()}
    shown = preview.key if preview and preview.kind == "variant" else "" if preview else plan.variant
    for key, name in VARIANTS.items():
        result = found.get(key)
        if not result or not result["assignments"]:
            continue
        turns = [(turn["venue"], turn["date"]) for turn in result["assignments"]]
        if turns in seen:
            same = rows[seen.index(turns)]
            same["also"].append(name)
            same["shown"] = same["shown"] or shown == key
            same["chosen"] = same["chosen"] or plan.variant == key
            continue
        seen.append(turns)
        rows.append(
            {"key": key, "name": name, "also": [], "chosen": plan.variant == key, "shown": shown == key}
            | _price(plan, result, by_id)
            | {"note": _note(found["fairness"], result, by_id)}
        )
    return rows


def _price(plan: RotationPlan, result: dict, by_id: dict) -> dict:
    """What people compare: who can come, minutes on the road, and the range of balances."""
    own, longest = roads(plan, result, by_id)
    balances = [Fraction(value) for pk, value in result["balances"].items() if pk in by_id]
    return {
        "people": rotation.Objective.from_json(result["objective"]).attending,
        "minutes": _mean(own),
        "longest": longest,
        "range": float(max(balances, default=0) - min(balances, default=0)),
    }


def _note(fairest_plan: dict, result: dict, by_id: dict) -> str:
    """Who hosts twice, and who hosts in the fairest plan but not in this one, in a few words."""
    hosts = [turn["organisation"] for turn in result["assignments"]]
    fairest = [turn["organisation"] for turn in fairest_plan["assignments"]]
    parts = []
    if skipped := _names(sorted(set(fairest) - set(hosts)), by_id):
        parts.append(
            ngettext("%(names)s has no turn", "%(names)s have no turn", len(skipped))
            % {"names": _(" and ").join(skipped)}
        )
    if twice := _names(sorted({pk for pk in hosts if hosts.count(pk) > 1}), by_id):
        parts.append(
            ngettext("%(names)s hosts more than once", "%(names)s host more than once", len(twice))
            % {"names": _(" and ").join(twice)}
        )
    return ", ".join(parts)


def _names(keys: list[str], by_id: dict) -> list[str]:
    return [by_id[pk].short_name for pk in keys if pk in by_id]


def swap_effects(plan: RotationPlan, first: int, second: int, members: list[Organisation]) -> dict:
    """Before and after of a swap: rows of (name, before, after, better), and what stands in its way.

    Raises `ValidationError` when these are not two turns of the proposal.
    """
    by_id = {str(o.pk): o for o in members}
    result = swapped(plan, first, second).as_json()
    now = plan.proposal.as_json() if plan.proposal else {}
    before, after = _price(plan, now, by_id), _price(plan, result, by_id)
    rows = [(_("Can come"), before["people"], after["people"], after["people"] - before["people"], "")]
    for name, was, becomes, who in (
        (_("Travel on average"), before["minutes"], after["minutes"], None),
        (_("Longest travel"), before["longest"]["minutes"], after["longest"]["minutes"], after["longest"]),
    ):
        host = who["organisation"].short_name if who and who["organisation"] else ""
        unit = _("%(minutes)d min")
        rows.append((name, unit % {"minutes": was}, unit % {"minutes": becomes}, was - becomes, host))
    return {
        "effects": [
            {"name": name, "before": was, "after": becomes, "better": gain > 0, "worse": gain < 0, "who": who}
            for name, was, becomes, gain, who in rows
        ],
        "blocked": in_words(result, names_of(plan))["blocked"],
    }
