"""What rules a turn out, which meetings do not fit together, and what would help."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from .options import Option, all_options, failing, host_venues
from .problem import Meeting, Problem, Venue
from .result import Conflict, Relaxation, Said
from .solve import solve

MOST_RELAXATIONS = 12
OTHER_DAYS = (7, 14, -7)  # how far from the dates of a meeting another one is tried
SECONDS_PER_TRIAL = 0.5
Trial = tuple[Relaxation, Problem]


def broken(problem: Problem, meeting: Meeting, venue: Venue, day: date, constraint: str) -> Said:
    """One constraint that a venue on a day breaks, with what a sentence about it needs."""
    code, _colon, need = constraint.partition(":")
    values: dict[str, dict] = {
        "closed": {"reason": problem.closed_because(day, venue.organisation)},
        "capacity": {"seats": venue.capacity, "needed": meeting.expected},
        "need": {"need": need},
    }
    return Said(code, values.get(code, {}))


def conflict(problem: Problem, options: list[list[Option]]) -> Conflict:
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
                meetings = tuple(problem.meetings[i].id for i in group)
                return Conflict(meetings, tuple(hosts), "few_turns" if hosts else "nobody")
    return Conflict(tuple(m.id for m in problem.meetings), (), "order")


def _turns(
    problem: Problem,
    hosts: list[str],
    taken: dict[str, int],
    group: tuple[int, ...],
    options: list[list[Option]],
) -> int:
    limit = problem.rules.each_at_most
    total = 0
    for host in hosts:
        most = sum(any(o.host == host for o in options[i]) for i in group)
        total += most if limit is None else max(0, min(most, limit - taken.get(host, 0)))
    return total


def _works(problem: Problem) -> bool:
    trial = replace(problem, time_limit=SECONDS_PER_TRIAL)
    options, _blocked = all_options(trial)
    if not all(options):
        return False
    search, _finished = solve(trial, options, any_plan=True)
    return search.best is not None


def relaxations(problem: Problem, among: Sequence[str]) -> tuple[Relaxation, ...]:
    """Single changes that make a plan possible, each proven by solving again. Cheapest kinds first."""
    found: list[Relaxation] = []
    for relaxation, changed in _trials(problem, among):
        if len(found) == MOST_RELAXATIONS:
            break
        if _works(changed):
            found.append(relaxation)
    return tuple(found)


def _trials(problem: Problem, among: Sequence[str]) -> Iterator[Trial]:
    meetings = [m for m in problem.meetings if m.id in among and m.locked is None]
    for meeting in meetings:
        yield from _asked(problem, meeting)
    yield from _looser(problem)
    for meeting in meetings:
        yield from _smaller(problem, meeting)
    for meeting in meetings:
        yield from _borrowed(problem, meeting)
    for meeting in meetings:
        yield from _moved(problem, meeting)


def _asked(problem: Problem, meeting: Meeting) -> Iterator[Trial]:
    """Somebody who said no, and nothing else stands in the way, says yes after all."""
    for venue in host_venues(problem, meeting):
        for day in meeting.candidates:
            if failing(problem, meeting, venue, day) == ["availability"]:
                answers = {**problem.host_answers, (venue.organisation, day): "yes"}
                asked = Relaxation("ask_host", meeting.id, venue.organisation, day)
                yield asked, replace(problem, host_answers=answers)


def _looser(problem: Problem) -> Iterator[Trial]:
    """Hosts take one turn more, or take them closer together."""
    limit = problem.rules.each_at_most
    if limit is not None:
        rules = replace(problem.rules, each_at_most=limit + 1)
        yield Relaxation("second_turn", values={"times": limit + 1}), replace(problem, rules=rules)
    if problem.rules.min_gap > 1:
        rules = replace(problem.rules, min_gap=problem.rules.min_gap - 1)
        yield Relaxation("smaller_gap"), replace(problem, rules=rules)


def _smaller(problem: Problem, meeting: Meeting) -> Iterator[Trial]:
    """Fewer people come, or nobody needs a room."""
    if meeting.mode == "online":
        return
    capacities = {v.capacity for v in problem.venues if v.capacity < meeting.expected}
    if capacities:
        changed = problem.with_meeting(replace(meeting, expected=max(capacities)))
        yield Relaxation("lower_number", meeting.id, values={"seats": max(capacities)}), changed
    # Online nobody needs a room, so "cannot host" on these days no longer counts for this meeting.
    answers = {
        key: answer
        for key, answer in problem.host_answers.items()
        if not (answer == "no" and key[1] in meeting.candidates)
    }
    changed = replace(problem, host_answers=answers).with_meeting(replace(meeting, mode="online"))
    yield Relaxation("go_online", meeting.id), changed


def _borrowed(problem: Problem, meeting: Meeting) -> Iterator[Trial]:
    """Who could host but has no room that fits receives everyone at the place of another member."""
    if meeting.mode == "online":
        return
    for organisation in problem.organisations:
        own = [venue for venue in problem.venues if venue.organisation == organisation.id]
        for day in meeting.candidates:
            failed = [failing(problem, meeting, venue, day) for venue in own]
            if any(not {c.partition(":")[0] for c in found} <= {"capacity", "need"} for found in failed):
                continue
            lender = _lender(problem, meeting, organisation.id, day)
            if lender is None or not all(failed):
                continue
            lent = replace(lender, id=f"{lender.id}@{organisation.id}", organisation=organisation.id)
            if failing(problem, meeting, lent, day):
                continue
            place = {"place": lender.organisation}
            borrowed = Relaxation("borrow_venue", meeting.id, organisation.id, day, place)
            yield borrowed, replace(problem, venues=(*problem.venues, lent))
            break


def _moved(problem: Problem, meeting: Meeting) -> Iterator[Trial]:
    """Another day of the week after, the second week after, or the week before."""
    for later in OTHER_DAYS:
        for day in meeting.candidates:
            other = day + timedelta(days=later)
            if other not in meeting.candidates:
                changed = problem.with_meeting(replace(meeting, candidates=(*meeting.candidates, other)))
                yield Relaxation("other_date", meeting.id, date=other), changed


def _lender(problem: Problem, meeting: Meeting, borrower: str, day: date) -> Venue | None:
    """The first venue of another member that is open and fits the meeting."""
    members = {o.id for o in problem.organisations if o.is_member(day)}
    wanted = meeting.needs | ({"hybrid"} if meeting.mode == "hybrid" else set())
    for venue in problem.venues:
        open_then = problem.closed_because(day, venue.organisation) is None
        fits = venue.capacity >= meeting.expected and wanted <= venue.features
        if venue.organisation in members - {borrower} and open_then and fits:
            return venue
    return None
