"""Why this host on this date: facts that hold for the plan, the strongest first."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .options import Option
from .problem import Problem
from .search import Search


def reasons(
    problem: Problem, options: list[list[Option]], chosen: list[Option], search: Search
) -> list[list[str]]:
    """For each meeting, one or more sentences. None of them says who would rather not come."""
    return [_why(problem, options, option, search) for option in chosen]


def _why(problem: Problem, options: list[list[Option]], option: Option, search: Search) -> list[str]:
    own = options[option.meeting]
    total = max(sum(o.is_member(option.date) for o in problem.organisations), option.attending)
    lines = []
    if problem.meetings[option.meeting].locked:
        lines.append(_("This turn was already fixed."))
    else:
        lines += _only(options, option) + _whose_turn(problem, own, option, search)
        lines += _which_date(own, option, total)
    if option.host_if_need_be:
        lines.append(_("Hosts on this date if need be."))
    if option.attending < total:
        text = _("%(count)d of %(total)d organisations can attend.")
        lines.append(text % {"count": option.attending, "total": total})
    return lines or [_("Everyone can come.")]


def _only(options: list[list[Option]], option: Option) -> list[str]:
    """Nobody else can, or this host cannot at any other moment."""
    own = options[option.meeting]
    if {o.host for o in own} == {option.host}:
        return [_("The only organisation that can host this meeting.")]
    if {o.host for o in own if o.date == option.date} == {option.host}:
        return [_("The only organisation that can host on this date.")]
    if {o.date for group in options for o in group if o.host == option.host} == {option.date}:
        return [_("Can host on no other date.")]
    return []


def _whose_turn(problem: Problem, own: list[Option], option: Option, search: Search) -> list[str]:
    """Who waits longest among the organisations that can host this meeting."""
    waiting = {o.host: search.start.get(o.host, 0) for o in own}
    others = [balance for host, balance in waiting.items() if host != option.host]
    mine = waiting.get(option.host)
    if mine is None or not others or mine > min(others) or mine == max(others):
        return []
    if problem.history and not any(h == option.host for past in problem.history for h, _credit in past.hosts):
        return [_("Has not hosted yet.")]
    return [_("Waits longest for a turn.")]


def _which_date(own: list[Option], option: Option, total: int) -> list[str]:
    """What this date has that the other dates of this meeting have not, whoever would host then."""
    best: dict = {}
    for other in own:
        if other.date != option.date:
            known = best.setdefault(other.date, other)
            best[other.date] = max(known, other, key=lambda o: (o.attending, -o.attend_if_need_be))
    others = best.values()
    if not others:
        return []
    if option.attending == total and all(o.attending < total for o in others):
        count = len(others) + 1
        return [
            ngettext(
                "Of the %(count)d possible date the only one on which everyone can come.",
                "Of the %(count)d possible dates the only one on which everyone can come.",
                count,
            )
            % {"count": count}
        ]
    if all(o.attending < option.attending for o in others):
        return [_("More organisations can come than on the other dates.")]
    if all(
        o.attending <= option.attending and o.attend_if_need_be > option.attend_if_need_be for o in others
    ):
        return [_("Suits more organisations well than the other dates do.")]
    return []
