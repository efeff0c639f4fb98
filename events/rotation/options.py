"""What each meeting could be: every venue on every date, and why it would not do."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .problem import Meeting, Problem, Venue


@dataclass(frozen=True)
class Option:
    """A meeting at a venue on a date, with everything about it that does not depend on the other meetings.

    `unknown` of those who are `attending` did not answer.
    """

    meeting: int
    venue: Venue
    date: date
    attending: int
    host_if_need_be: int
    attend_if_need_be: int
    travel: tuple[tuple[str, Fraction], ...]
    eligible: tuple[str, ...]
    change: int
    unknown: int = 0

    @property
    def host(self) -> str:
        """The organisation that receives everyone."""
        return self.venue.organisation


def host_venues(problem: Problem, meeting: Meeting) -> list[Venue]:
    """Online, an organisation is represented by its first venue only."""
    if meeting.mode != "online":
        return list(problem.venues)
    first: dict[str, Venue] = {}
    for venue in problem.venues:
        first.setdefault(venue.organisation, venue)
    return list(first.values())


def failing(problem: Problem, meeting: Meeting, venue: Venue, day: date) -> list[str]:
    """The constraints that this venue on this day breaks on its own, most basic first."""
    organisation = next(o for o in problem.organisations if o.id == venue.organisation)
    broken = []
    if not organisation.is_member(day):
        broken.append("membership")
    if organisation.exempt:
        broken.append("exempt")
    if problem.closed_because(day, organisation.id) is not None:
        broken.append("closed")
    if problem.host_answers.get((organisation.id, day)) == "no":
        broken.append("availability")
    if meeting.mode != "online":
        if venue.capacity < meeting.expected:
            broken.append("capacity")
        broken += [f"need:{need}" for need in sorted(meeting.needs - venue.features)]
    if meeting.mode == "hybrid" and "hybrid" not in venue.features | meeting.needs:
        broken.append("need:hybrid")
    if len(_attending(problem, organisation.id, day)) < problem.rules.quorum:
        broken.append("quorum")
    return broken


def _attending(problem: Problem, host: str, day: date) -> list[str]:
    return [
        o.id
        for o in problem.organisations
        if o.id == host or (o.is_member(day) and problem.attend_answers.get((o.id, day)) != "no")
    ]


def option(problem: Problem, index: int, venue: Venue, day: date) -> Option:
    """A meeting at a venue on a day, whether that would do or not."""
    meeting = problem.meetings[index]
    host = venue.organisation
    attending = _attending(problem, host, day)
    travel: tuple[tuple[str, Fraction], ...] = ()
    if meeting.mode != "online":
        travel = tuple((o, problem.km(o, venue)) for o in attending if o != host)
    published = problem.published.get(meeting.id)
    return Option(
        meeting=index,
        venue=venue,
        date=day,
        attending=len(attending),
        host_if_need_be=int(problem.host_answers.get((host, day)) == "if_need_be"),
        attend_if_need_be=sum(
            problem.attend_answers.get((o, day)) == "if_need_be" for o in attending if o != host
        ),
        travel=travel,
        eligible=tuple(o.id for o in problem.organisations if o.is_member(day) and not o.exempt),
        change=int(published is not None and published != (venue.id, day)),
        unknown=sum(problem.attend_answers.get((o, day)) == "unknown" for o in attending if o != host),
    )


def all_options(problem: Problem) -> tuple[list[list[Option]], list[tuple[Meeting, Venue, date, list[str]]]]:
    """The options of every meeting in a stable order, and every combination that is ruled out with its reasons."""
    options, blocked = [], []
    for index, meeting in enumerate(problem.meetings):
        if meeting.locked:
            venue = next(v for v in problem.venues if v.id == meeting.locked[0])
            options.append([option(problem, index, venue, meeting.locked[1])])
            continue
        usable = []
        for day in sorted(meeting.candidates):
            for venue in sorted(host_venues(problem, meeting), key=lambda v: v.id):
                broken = failing(problem, meeting, venue, day)
                if broken:
                    blocked.append((meeting, venue, day, broken))
                else:
                    usable.append(option(problem, index, venue, day))
        options.append(usable)
    return options, blocked
