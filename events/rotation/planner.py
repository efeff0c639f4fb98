"""From a problem to a plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from . import explain
from .options import Option, all_options, failing, option
from .problem import Meeting, Problem, Venue
from .reasons import reasons
from .result import Blocked, Objective, Plan, Turn
from .search import ZERO, Search
from .solve import solve


def plan(
    problem: Problem, *, leading: str = "fairness", told: Callable[[int, int], None] | None = None
) -> Plan:
    """The plan that section 3.3 of the domain notes ranks first, or why there is none.

    `leading` puts travel or people first instead; `told` hears how far the search is (see `solve`).
    `status` is `optimal` (proven), `feasible` (time ran out after a plan was found), `infeasible` (proven)
    or `timeout` (nothing found in time, which proves nothing).
    """
    options, ruled_out = all_options(problem)
    blocked = tuple(_blocked(problem, *parts) for parts in ruled_out)
    search, finished = solve(problem, options, leading=leading, told=told)
    if search.best is not None:
        return replace(
            _found(problem, options, search, search.best),
            status="optimal" if finished else "feasible",
            blocked=blocked,
        )
    if not finished:
        return Plan("timeout", blocked=blocked)
    conflict = explain.conflict(problem, options)
    relaxations = explain.relaxations(problem, conflict.meetings)
    return Plan("infeasible", blocked=blocked, conflict=conflict, relaxations=relaxations)


def check(problem: Problem, turns: dict[str, tuple[str, date]]) -> Plan:
    """A plan made by hand: what it breaks, and what it would come to, in the shape of a plan.

    `turns` gives the venue and date of every meeting by its id. `blocked` names per meeting what stands in the way;
    it is empty when the plan can be carried out. Nothing is searched. Raises `KeyError` for a venue or a meeting that
    the problem does not have.
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
    found = _found(problem, all_options(problem)[0], search, chosen)
    return replace(found, status="infeasible" if blocked else "feasible", blocked=tuple(blocked))


def _found(problem: Problem, options: list[list[Option]], search: Search, best: list[Option]) -> Plan:
    """The best plan of a search, with what it comes to."""
    balances, travelled = dict(search.start), dict.fromkeys(search.names, ZERO)
    for one in best:
        credit = problem.meetings[one.meeting].credit
        balances[one.host] += credit
        for name in one.eligible:
            balances[name] -= credit / len(one.eligible)
        for name, km in one.travel:
            travelled[name] += km
    worst, squares, changes, fewer, host, attend, farthest, total = search.objective
    return Plan(
        status="feasible",
        turns=tuple(
            Turn(problem.meetings[one.meeting].id, one.venue.id, one.host, one.date, said)
            for one, said in zip(best, reasons(problem, options, best, search), strict=True)
        ),
        objective=Objective(
            worst,
            squares,
            changes if problem.published else None,
            -fewer,
            host,
            attend,
            _km(farthest),
            _km(total),
        ),
        balances=balances,
        travel_km={o.id: _km(travelled[o.id]) for o in problem.organisations},
    )


def _blocked(problem: Problem, meeting: Meeting, venue: Venue, day: date, constraints: list[str]) -> Blocked:
    broken = tuple(explain.broken(problem, meeting, venue, day, one) for one in constraints)
    return Blocked(meeting.id, venue.id, venue.organisation, day, broken)


def _km(value: Fraction) -> float:
    return round(float(value), 1)
