"""From a problem to a plan, as plain data that can be written as JSON."""

from datetime import date
from fractions import Fraction

from . import explain
from .options import Option, all_options, failing, option
from .problem import Problem
from .reasons import reasons
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
        "blocked": [_blocked(problem, *parts) for parts in blocked],
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
    return (
        result
        | _solved(problem, search)
        | {
            "status": "optimal" if finished else "feasible",
            "assignments": _assignments(problem, options, search),
        }
    )


def check(problem: Problem, turns: dict[str, tuple[str, date]]) -> dict:
    """A plan made by hand: what it breaks, and what it would come to, in the shape of a plan.

    `turns` gives the venue and date of every meeting by its id. `blocked` names per meeting what stands in the way;
    it is empty when the plan can be carried out. Nothing is searched.
    """
    venues = {venue.id: venue for venue in problem.venues}
    chosen, blocked = [], []
    for index, meeting in enumerate(problem.meetings):
        venue, day = venues[turns[meeting.id][0]], turns[meeting.id][1]
        chosen.append(option(problem, index, venue, day))
    options = [[one] for one in chosen]
    search = Search(problem, options)
    for index, meeting in enumerate(problem.meetings):
        one = chosen[index]
        if meeting.locked == (one.venue.id, one.date):
            broken = []
        else:
            broken = failing(problem, meeting, one.venue, one.date)
            if meeting.locked:
                broken.append("locked")
            if clash := search.clash(one, chosen[:index]):
                broken.append(clash)
        if broken:
            blocked.append(_blocked(problem, meeting, one.venue, one.date, broken))
    search.best, search.value = chosen, search.value_of(chosen)
    return _solved(problem, search) | {
        "status": "infeasible" if blocked else "feasible",
        "assignments": _assignments(problem, all_options(problem)[0], search),
        "blocked": blocked,
        "conflict": None,
        "relaxations": [],
    }


def _assignments(problem: Problem, options: list[list[Option]], search: Search) -> list[dict]:
    told = reasons(problem, options, search.best, search)
    return [
        {
            "meeting": problem.meetings[one.meeting].id,
            "venue": one.venue.id,
            "organisation": one.host,
            "date": one.date.isoformat(),
            "reasons": lines,
        }
        for one, lines in zip(search.best, told, strict=True)
    ]


def _blocked(problem: Problem, meeting, venue, day: date, broken: list[str]) -> dict:
    return {
        "meeting": meeting.id,
        "venue": venue.id,
        "date": day.isoformat(),
        "constraints": [constraint.partition(":")[2] or constraint for constraint in broken],
        "text": " ".join(explain.broken_text(problem, meeting, venue, day, c) for c in broken),
    }


def _solved(problem: Problem, search: Search) -> dict:
    balance, travelled = dict(search.start), dict.fromkeys(search.names, ZERO)
    for one in search.best:
        credit = problem.meetings[one.meeting].credit
        balance[one.host] += credit
        for name in one.eligible:
            balance[name] -= credit / len(one.eligible)
        for name, km in one.travel:
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
