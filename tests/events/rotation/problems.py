"""Problems for the planner, in the interchange format, for tests and measurements."""

import itertools
import random
from datetime import date, timedelta

from events.planning.words import NOBODY, Names, in_words
from events.rotation import parse, plan
from events.rotation.options import all_options
from events.rotation.search import Search


def problem(**changes) -> dict:
    base = {
        "meetings": [], "organisations": [], "venues": [], "host_availability": [], "attend_availability": [],
        "history": [], "closed_dates": [], "distances_km": [], "published": [], "time_limit_s": 20,
        "rules": {"min_gap": 1, "spacing_days": [1, 400], "each_at_most": None, "grace_meetings": 0, "quorum": 0},
    }  # fmt: skip
    rules = base["rules"] | changes.pop("rules", {})
    return base | changes | {"rules": rules}


def answered(source: dict, names: Names = NOBODY, **how) -> dict:
    """The plan of a problem in the interchange format, with its sentences."""
    return in_words(plan(parse(source), **how).as_json(), names)


def organisation(name, **changes):
    base = {"id": name, "member_from": "2025-01-01", "member_until": None, "exempt": False, "travellers": 1}
    return base | changes


def venue(name, capacity=30, features=(), lat=51.0, lon=4.0):
    return {
        "id": f"{name}1", "organisation": name, "capacity": capacity, "features": list(features),
        "lat": lat, "lon": lon,
    }  # fmt: skip


def meeting(name, *days, mode="in_person", expected=5, locked=None):
    return {
        "id": name, "candidates": list(days), "mode": mode, "expected": expected, "needs": [], "locked": locked,
    }  # fmt: skip


def large_problem(organisations: int, meetings: int, dates: int, seed: int) -> dict:
    """Twelve or thirty organisations, most of them able on most dates, with two years behind them."""
    rng = random.Random(seed)
    names = [f"O{i:02}" for i in range(organisations)]
    start = date(2026, 9, 1)
    days = [
        [(start + timedelta(days=21 * m + 3 * c)).isoformat() for c in range(dates)] for m in range(meetings)
    ]

    def said():
        return rng.choices(["yes", "if_need_be", "no"], [0.7, 0.15, 0.15])[0]

    def answers():
        return [
            {"organisation": n, "date": d, "answer": said()} for n in names for group in days for d in group
        ]

    return problem(
        meetings=[meeting(f"m{i}", *group, expected=rng.choice([8, 14])) for i, group in enumerate(days, 1)],
        organisations=[organisation(n, travellers=rng.randint(1, 3)) for n in names],
        venues=[
            venue(n, rng.choice([10, 16, 20]), [], 50.8 + rng.random() / 2, 3 + rng.random()) for n in names
        ],
        host_availability=answers(),
        attend_availability=answers(),
        history=[
            {"date": (date(2026, 1, 1) + timedelta(days=14 * i)).isoformat(), "eligible": names,
             "hosts": [{"organisation": rng.choice(names), "credit": "1"}]}
            for i in range(8)
        ],
        rules={"min_gap": 2, "each_at_most": None, "grace_meetings": 0, "quorum": 0, "spacing_days": [7, 60]},
        time_limit_s=60,
    )  # fmt: skip


def every_plan(parsed):
    """All plans that keep to the rules, best or not."""
    options, _blocked = all_options(parsed)
    checker = Search(parsed, options)
    for chosen in itertools.product(*options):
        if all(checker._fits(option, list(chosen[:i])) for i, option in enumerate(chosen)):
            yield chosen
