"""What the planner says of a plan, in every language of the house: asked when the plan is made, read by everyone.

The interchange format (section 3.8) has one language; a stored result holds the others under `told`, by language.
"""

from datetime import date

from django.conf import settings
from django.utils import translation

from .. import rotation
from ..rotation.problem import Problem


def in_every_language(problem: Problem, result: dict) -> dict:
    """The result with what it says in each language. A plan is checked anew, an impossible one explained anew."""
    told = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = (
                _reasons(problem, result) if result["assignments"] else _obstacles(problem, result)
            )
    return result | {"told": told}


def _reasons(problem: Problem, result: dict) -> dict:
    places = {
        turn["meeting"]: (turn["venue"], date.fromisoformat(turn["date"])) for turn in result["assignments"]
    }
    try:
        again = rotation.check(problem, places)
    except KeyError:  # a venue went away since: what was said stays as it was
        return {}
    lines = {turn["meeting"]: turn["reasons"] for turn in again["assignments"]}
    return {"assignments": [turn | {"reasons": lines[turn["meeting"]]} for turn in result["assignments"]]}


def _obstacles(problem: Problem, result: dict) -> dict:
    if result["status"] != "infeasible":
        return {}
    again = rotation.plan(problem)
    return {key: again[key] for key in ("blocked", "conflict", "relaxations")}


def in_own_language(result: dict | None) -> dict:
    """The result as it reads in the active language."""
    result = result or {}
    return result | result.get("told", {}).get(translation.get_language(), {})
