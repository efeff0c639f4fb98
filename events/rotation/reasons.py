"""Why this host on this date: facts that hold for the plan, the strongest first."""

from .options import Option
from .problem import Problem
from .result import Said
from .search import Search


def reasons(
    problem: Problem, options: list[list[Option]], chosen: list[Option], search: Search
) -> list[tuple[Said, ...]]:
    """For each meeting, one or more facts. None of them says who would rather not come."""
    return [_why(problem, options, option, search) for option in chosen]


def _why(problem: Problem, options: list[list[Option]], option: Option, search: Search) -> tuple[Said, ...]:
    own = options[option.meeting]
    total = max(sum(o.is_member(option.date) for o in problem.organisations), option.attending)
    lines = []
    if problem.meetings[option.meeting].locked:
        lines.append(Said("was_fixed"))
    else:
        lines += _only(options, option) + _whose_turn(problem, own, option, search)
        lines += _which_date(own, option, total)
    if option.host_if_need_be:
        lines.append(Said("host_if_need_be"))
    if option.unknown and not lines:
        sure = option.attending - option.unknown
        lines.append(Said("some_unknown", {"count": sure, "unknown": option.unknown}))
    elif option.attending < total and not option.unknown:
        lines.append(Said("some_can_come", {"count": option.attending, "total": total}))
    return tuple(lines) or (Said("everyone_can_come"),)


def _only(options: list[list[Option]], option: Option) -> list[Said]:
    """Nobody else can, or this host cannot at any other moment."""
    own = options[option.meeting]
    if {o.host for o in own} == {option.host}:
        return [Said("only_host")]
    if {o.host for o in own if o.date == option.date} == {option.host}:
        return [Said("only_host_on_date")]
    if {o.date for group in options for o in group if o.host == option.host} == {option.date}:
        return [Said("no_other_date")]
    return []


def _whose_turn(problem: Problem, own: list[Option], option: Option, search: Search) -> list[Said]:
    """Who waits longest among the organisations that can host this meeting."""
    waiting = {o.host: search.start.get(o.host, 0) for o in own}
    others = [balance for host, balance in waiting.items() if host != option.host]
    mine = waiting.get(option.host)
    if mine is None or not others or mine > min(others) or mine == max(others):
        return []
    if problem.history and not any(h == option.host for past in problem.history for h, _credit in past.hosts):
        return [Said("never_hosted")]
    return [Said("waits_longest")]


def _which_date(own: list[Option], option: Option, total: int) -> list[Said]:
    """What this date has that the other dates of this meeting have not, whoever would host then.

    It holds whatever those who did not answer will say.
    """
    best: dict = {}
    for other in own:
        if other.date != option.date:
            known = best.setdefault(other.date, other)
            best[other.date] = max(known, other, key=lambda o: (o.attending, -o.attend_if_need_be))
    others = best.values()
    if not others:
        return []
    sure = option.attending - option.unknown
    if sure == total and all(o.attending < total for o in others):
        return [Said("only_date_for_everyone", {"count": len(others) + 1})]
    if all(o.attending < sure for o in others):
        return [Said("more_can_come")]
    known = not option.unknown and not any(o.unknown for o in others)
    if known and all(
        o.attending <= option.attending and o.attend_if_need_be > option.attend_if_need_be for o in others
    ):
        return [Said("suits_more")]
    return []
