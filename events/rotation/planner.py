"""From a problem to a plan, as plain data that can be written as JSON."""

from fractions import Fraction

from . import explain
from .options import all_options
from .problem import Problem
from .search import ZERO, Search
from .solve import solve


def plan(problem: Problem, *, leading: str = "fairness", told=None) -> dict:
    """The plan that section 3.3 of the domain notes ranks first, or why there is none.

    `leading` puts travel or people first instead; `told` hears how far the search is (see `solve`).
    `status` is `optimal` (proven), `feasible` (time ran out after a plan was found), `infeasible` (proven)
    or `timeout` (nothing found in time, which proves nothing).
    """
    options, blocked = all_options(problem)
    result = {
        "status": "infeasible",
        "assignments": [],
        "objective": [],
        "balances": {},
        "travel_km": {},
        "blocked": [
            {
                "meeting": meeting.id,
                "venue": venue.id,
                "date": day.isoformat(),
                "constraints": [constraint.partition(":")[2] or constraint for constraint in broken],
                "text": " ".join(explain.broken_text(problem, meeting, venue, day, c) for c in broken),
            }
            for meeting, venue, day, broken in blocked
        ],
        "conflict": None,
        "relaxations": [],
    }
    search, finished = solve(problem, options, leading=leading, told=told)
    if search.best is None:
        if not finished:
            return result | {"status": "timeout"}
        found = explain.conflict(problem, options)
        return result | {
            "conflict": found,
            "relaxations": explain.relaxations(problem, found["meetings"]),
        }
    told = explain.reasons(problem, options, search.best, search)
    return (
        result
        | _solved(problem, search)
        | {
            "status": "optimal" if finished else "feasible",
            "assignments": [
                {
                    "meeting": problem.meetings[option.meeting].id,
                    "venue": option.venue.id,
                    "organisation": option.host,
                    "date": option.date.isoformat(),
                    "reasons": lines,
                }
                for option, lines in zip(search.best, told, strict=True)
            ],
        }
    )


def _solved(problem: Problem, search: Search) -> dict:
    balance, travelled = dict(search.start), dict.fromkeys(search.names, ZERO)
    for option in search.best:
        credit = problem.meetings[option.meeting].credit
        balance[option.host] += credit
        for name in option.eligible:
            balance[name] -= credit / len(option.eligible)
        for name, km in option.travel:
            travelled[name] += km
    worst, squares, changes, *counts, far, total = search.objective
    objective = [str(worst), str(squares)]
    if problem.published:
        objective.append(changes)
    return {
        "objective": [*objective, *counts, _km(far), _km(total)],
        "balances": {name: str(value) for name, value in balance.items()},
        "travel_km": {o.id: _km(travelled[o.id]) for o in problem.organisations},
    }


def _km(value: Fraction) -> float:
    return round(float(value), 1)
