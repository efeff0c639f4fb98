"""The turns of a plan as people read them, or why there are none."""

from dataclasses import dataclass
from datetime import date

from community.organisations.models import Organisation

from ..meetings.models import Meeting
from .coming import Coming
from .models import PlannedMeeting, RotationPlan, TurnAnswer
from .words import Names, in_words


@dataclass(frozen=True)
class HostTurn:
    """Who hosts which meeting when, why, and what the host said of it.

    `coming` is how many organisations can come; `differs` that it is another turn than in the proposal.
    """

    number: int
    planned: PlannedMeeting
    organisation: Organisation
    date: date
    reasons: list[str]
    coming: Coming
    said: TurnAnswer | None
    differs: bool

    @property
    def locked(self) -> bool:
        return self.planned.locked_date is not None

    @property
    def meeting(self) -> Meeting | None:
        """What became of it when the plan was published."""
        return self.planned.meeting


def turns_of(
    plan: RotationPlan,
    result: dict,
    members: list[Organisation],
    planned: dict[str, PlannedMeeting],
    said: dict[int, TurnAnswer],
    coming: dict[date, Coming],
) -> list[HostTurn]:
    """The turns of a plan in words (`in_words`), of organisations that are still a member."""
    by_id = {str(organisation.pk): organisation for organisation in members}
    proposed = {
        str(turn.meeting_id): (str(turn.venue_id or ""), turn.date.isoformat()) for turn in plan.turns
    }
    rows = [turn for turn in result.get("assignments", []) if turn["organisation"] in by_id]
    return [
        HostTurn(
            number=number,
            planned=planned[turn["meeting"]],
            organisation=by_id[turn["organisation"]],
            date=(day := date.fromisoformat(turn["date"])),
            reasons=turn["reasons"],
            coming=coming.get(day, Coming()),
            said=said.get(planned[turn["meeting"]].pk),
            differs=(turn["venue"], turn["date"]) != proposed.get(turn["meeting"]),
        )
        for number, turn in enumerate(rows, start=1)
    ]


@dataclass(frozen=True)
class Relaxation:
    """Something that would make a plan possible: for which meeting, in words, and where one does it."""

    kind: str
    about: str
    text: str

    @property
    def where(self) -> str:
        """The page on which it is done: `meetings`, `rules`, `grid`, or none of them."""
        return {
            "other_date": "meetings",
            "go_online": "meetings",
            "lower_number": "meetings",
            "second_turn": "rules",
            "smaller_gap": "rules",
            "ask_host": "grid",
        }.get(self.kind, "")


@dataclass(frozen=True)
class Impossible:
    """Why there is no plan: what conflicts, what would help, and for each meeting why each venue cannot.

    `silent` are organisations that did not answer, with the days on which nothing else stands in the way.
    """

    conflict: str
    relaxations: list[Relaxation]
    blocked: list[tuple[str, list[str]]]
    silent: list[tuple[Organisation, list[date]]]


def impossible(
    result: dict, names: Names, members: list[Organisation], planned: dict[str, PlannedMeeting]
) -> Impossible | None:
    """For the answer of the planner (`Plan.as_json`), when it says that no plan is possible."""
    if result.get("status") != "infeasible":
        return None
    told = in_words(result, names)
    about = {key: meeting.title for key, meeting in planned.items()}
    venues = {str(venue.pk): str(venue) for member in members for venue in member.venues.all()}
    blocked: dict[str, list[str]] = {}
    silent: dict[str, set[date]] = {}
    for said, one in zip(result.get("blocked", []), told["blocked"], strict=True):
        if all(names.is_silent(code, said) for code in said["broken"]):
            silent.setdefault(said["organisation"], set()).add(date.fromisoformat(said["date"]))
            continue
        lines = blocked.setdefault(about.get(one["meeting"], ""), [])
        line = f"{venues.get(one['venue'], '')}: {one['text']}"
        if line not in lines:
            lines.append(line)
    return Impossible(
        conflict=(told.get("conflict") or {}).get("text", ""),
        relaxations=[
            Relaxation(item["kind"], about.get(item["meeting"], ""), item["text"])
            for item in told.get("relaxations", [])
        ],
        blocked=list(blocked.items()),
        silent=[(one, sorted(silent[str(one.pk)])) for one in members if str(one.pk) in silent],
    )
