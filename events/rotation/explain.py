"""Why: reasons for each turn, what rules out the rest, and what would help when nothing works."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .options import Option, all_options, failing, host_venues
from .problem import Problem
from .solve import solve

MOST_RELAXATIONS = 12
OTHER_DAYS = (7, 14, -7)  # how far from the dates of a meeting another one is tried
SECONDS_PER_TRIAL = 0.5


def day_text(day) -> str:
    return date_format(day, "j F Y")


def broken_text(problem: Problem, meeting, venue, day, constraint: str) -> str:
    """One broken constraint in plain words, without blaming anyone or saying whose need it is."""
    who = problem.called(venue.organisation)
    match constraint:
        case "membership":
            return _("%(who)s is not a member on %(day)s.") % {"who": who, "day": day_text(day)}
        case "exempt":
            return _("%(who)s does not host for now.") % {"who": who}
        case "closed":
            reason = problem.closed_because(day, venue.organisation)
            return _("%(day)s is a closed day: %(reason)s.") % {"day": day_text(day), "reason": reason}
        case "availability":
            return _("%(who)s cannot host on %(day)s.") % {"who": who, "day": day_text(day)}
        case "capacity":
            return _("This venue has %(seats)d seats; this meeting needs %(needed)d.") % {
                "seats": venue.capacity,
                "needed": meeting.expected,
            }
        case "need:step_free":
            return _("This venue is not step-free; this meeting needs that.")
        case "need:hybrid":
            return _("This venue has no equipment for hybrid meetings; this meeting needs it.")
        case "spacing":
            return _("The meetings would come too close together, too far apart or in another order.")
        case "gap":
            return _("%(who)s would host again too soon.") % {"who": who}
        case "turns":
            return _("%(who)s would host more often than agreed.") % {"who": who}
        case "grace":
            return _("%(who)s only just joined and attends first.") % {"who": who}
        case "locked":
            return _("This turn was fixed.")
        case "quorum":
            return _("Too few organisations can attend on %(day)s.") % {"day": day_text(day)}
        case _:
            need = constraint.partition(":")[2]
            return _("This venue does not offer “%(need)s”; this meeting needs it.") % {"need": need}


def conflict(problem: Problem, options: list[list[Option]]) -> dict:
    """The smallest set of meetings that has fewer turns to give than it needs (a violation of Hall's condition)."""
    open_meetings = [i for i, m in enumerate(problem.meetings) if m.locked is None]
    taken: dict[str, int] = {}
    for i, meeting in enumerate(problem.meetings):
        if meeting.locked:
            taken[options[i][0].host] = taken.get(options[i][0].host, 0) + 1
    for size in range(1, min(len(open_meetings), 12) + 1):
        for group in combinations(open_meetings, size):
            hosts = sorted({o.host for i in group for o in options[i]})
            if _turns(problem, hosts, taken, group, options) < size:
                return _conflict_text(problem, [problem.meetings[i].id for i in group], hosts)
    return {
        "meetings": [m.id for m in problem.meetings],
        "organisations": [],
        "text": _("The dates, the gaps between turns and the spacing between meetings do not fit together."),
    }


def _turns(problem, hosts, taken, group, options) -> int:
    limit = problem.rules.each_at_most
    total = 0
    for host in hosts:
        most = sum(any(o.host == host for o in options[i]) for i in group)
        total += most if limit is None else max(0, min(most, limit - taken.get(host, 0)))
    return total


def _conflict_text(problem: Problem, meetings: list[str], hosts: list[str]) -> dict:
    named = ", ".join(problem.called(meeting) for meeting in meetings)
    if not hosts:
        text = ngettext(
            "Nobody can host %(meetings)s.", "Nobody can host any of %(meetings)s.", len(meetings)
        ) % {"meetings": named}
    else:
        text = _("%(meetings)s can only be hosted by %(hosts)s, who have too few turns for them.") % {
            "meetings": named,
            "hosts": ", ".join(problem.called(host) for host in hosts),
        }
    return {"meetings": meetings, "organisations": hosts, "text": text}


def _works(problem: Problem) -> bool:
    trial = replace(problem, time_limit=SECONDS_PER_TRIAL)
    options, _blocked = all_options(trial)
    if not all(options):
        return False
    search, _finished = solve(trial, options, any_plan=True)
    return search.best is not None


def relaxations(problem: Problem, among: list[str]) -> list[dict]:
    """Single changes that make a plan possible, each proven by solving again. Cheapest kinds first."""
    found = []
    for kind, meeting, organisation, day, text, changed in _trials(problem, among):
        if len(found) == MOST_RELAXATIONS:
            break
        if _works(changed):
            found.append(
                {"kind": kind, "meeting": meeting, "organisation": organisation, "date": day, "text": text}
            )
    return found


def _trials(problem: Problem, among: list[str]):
    meetings = [m for m in problem.meetings if m.id in among and m.locked is None]
    for meeting in meetings:
        for venue in host_venues(problem, meeting):
            for day in meeting.candidates:
                if failing(problem, meeting, venue, day) == ["availability"]:
                    answers = {**problem.host_answers, (venue.organisation, day): "yes"}
                    text = _("Ask %(who)s to host on %(day)s.") % {
                        "who": problem.called(venue.organisation),
                        "day": day_text(day),
                    }
                    changed = replace(problem, host_answers=answers)
                    yield "ask_host", meeting.id, venue.organisation, day.isoformat(), text, changed
    limit = problem.rules.each_at_most
    if limit is not None:
        rules = replace(problem.rules, each_at_most=limit + 1)
        text = _("Let an organisation host %(times)d times.") % {"times": limit + 1}
        yield "second_turn", None, None, None, text, replace(problem, rules=rules)
    if problem.rules.min_gap > 1:
        rules = replace(problem.rules, min_gap=problem.rules.min_gap - 1)
        text = _("Let the same organisation host again sooner.")
        yield "smaller_gap", None, None, None, text, replace(problem, rules=rules)
    for meeting in meetings:
        capacities = sorted(
            {v.capacity for v in problem.venues if v.capacity < meeting.expected}, reverse=True
        )
        if meeting.mode != "online" and capacities:
            changed = problem.with_meeting(replace(meeting, expected=capacities[0]))
            text = _("Meet with at most %(seats)d people in the room.") % {"seats": capacities[0]}
            yield "lower_number", meeting.id, None, None, text, changed
        if meeting.mode != "online":
            # Online nobody needs a room, so "cannot host" on these days no longer counts for this meeting.
            answers = {
                key: answer
                for key, answer in problem.host_answers.items()
                if not (answer == "no" and key[1] in meeting.candidates)
            }
            changed = replace(problem, host_answers=answers).with_meeting(replace(meeting, mode="online"))
            text = _("Hold this meeting online.")
            yield "go_online", meeting.id, None, None, text, changed
    for meeting in meetings:
        yield from _borrowed(problem, meeting)
    for meeting in meetings:
        for later in OTHER_DAYS:
            for day in meeting.candidates:
                other = day + timedelta(days=later)
                if other not in meeting.candidates:
                    changed = problem.with_meeting(replace(meeting, candidates=(*meeting.candidates, other)))
                    text = _("Also consider %(day)s.") % {"day": day_text(other)}
                    yield "other_date", meeting.id, None, other.isoformat(), text, changed


def _borrowed(problem: Problem, meeting):
    """Who could host but has no room that fits receives everyone at the place of another member."""
    if meeting.mode == "online":
        return
    for organisation in problem.organisations:
        own = [venue for venue in problem.venues if venue.organisation == organisation.id]
        for day in meeting.candidates:
            broken = [failing(problem, meeting, venue, day) for venue in own]
            if any(not {c.partition(":")[0] for c in found} <= {"capacity", "need"} for found in broken):
                continue
            lender = _lender(problem, meeting, organisation.id, day)
            if lender is None or not all(broken):
                continue
            lent = replace(lender, id=f"{lender.id}@{organisation.id}", organisation=organisation.id)
            if failing(problem, meeting, lent, day):
                continue
            text = _("Let %(who)s receive everyone in a room of %(place)s on %(day)s.") % {
                "who": problem.called(organisation.id),
                "place": problem.called(lender.organisation),
                "day": day_text(day),
            }
            changed = replace(problem, venues=(*problem.venues, lent))
            yield "borrow_venue", meeting.id, organisation.id, day.isoformat(), text, changed
            break


def _lender(problem: Problem, meeting, borrower: str, day):
    """The first venue of another member that is open and fits the meeting."""
    members = {o.id for o in problem.organisations if o.is_member(day)}
    wanted = meeting.needs | ({"hybrid"} if meeting.mode == "hybrid" else set())
    for venue in problem.venues:
        open_then = problem.closed_because(day, venue.organisation) is None
        fits = venue.capacity >= meeting.expected and wanted <= venue.features
        if venue.organisation in members - {borrower} and open_then and fits:
            return venue
    return None
