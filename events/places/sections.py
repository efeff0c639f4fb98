"""Who comes to a meeting: the card to answer on, what one needs, who comes, and travelling together."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.forms import BaseForm
from django.utils.translation import gettext as _

from community.members.models import User
from community.networks.models import Participant
from community.words import fold

from ..meetings.anew import passed_on
from ..meetings.models import Attendance, Meeting
from ..meetings.rules import may_change_meeting
from ..meetings.sections import MEETING, Look
from ..meetings.standing import was_there
from .forms import NeedsForm, RideForm
from .models import Ride
from .rules import may_answer, may_register_guest

IN_PERSON, ONLINE = Attendance.Answer.IN_PERSON, Attendance.Answer.ONLINE


@dataclass(frozen=True)
class Card:
    """Are you coming? One's own answer, and what the buttons say.

    Places that are left are None where there is no limit; `in_line` is the place on the waiting list; `was` says
    whether the reader was there, once it is over.
    """

    own: Attendance | None
    inside: bool
    may_answer: bool
    may_bring: bool
    seats_left: int | None
    online_left: int | None
    in_line: int | None
    was: str


@MEETING.register("card", "events/places/_rsvp.html")
def card(look: Look) -> Card:
    """The card stands there for everyone; it says why who may not answer may not."""
    standing, own = look.standing, look.standing.place
    return Card(
        own=own,
        inside=standing.takes_part,
        may_answer=may_answer(standing),
        may_bring=may_register_guest(standing),
        seats_left=_left(look, IN_PERSON),
        online_left=_left(look, ONLINE),
        in_line=_in_line(look, own.answer, own.waiting_since) if own and own.waiting_since else None,
        was=_was(look),
    )


def _was(look: Look) -> str:
    if not look.meeting.is_over or look.meeting.is_cancelled or look.standing.place is None:
        return ""
    return _("You were there.") if look.standing.was_there else _("You were not there.")


def _left(look: Look, mode: str) -> int | None:
    capacity = look.meeting.capacity_for(mode)
    if capacity is None:
        return None
    taken = sum(one.is_coming and one.answer == mode and not one.is_host for one in look.attendances)
    return max(0, capacity - taken)


def _in_line(look: Look, mode: str, since: datetime) -> int:
    waiting = [one.waiting_since for one in look.attendances if one.waiting_since and one.answer == mode]
    return 1 + sum(earlier < since for earlier in waiting)


@dataclass(frozen=True)
class Needs:
    """The form to say what one needs; it is open when something was said or is wrong.

    `ask` says that another host receives now, who does not see it yet.
    """

    form: BaseForm
    is_open: bool
    ask: bool = False


@MEETING.register("needs", "events/places/_needs.html")
def needs(look: Look) -> Needs | None:
    """For who comes, as long as they can still answer."""
    own = look.standing.place
    said = own is not None and bool(own.needs or own.needs_note)
    if form := look.forms.get("needs"):
        return Needs(form, said or bool(form.errors))
    if own is None or not own.is_coming or not may_answer(look.standing):
        return None
    initial = {"needs": own.needs, "needs_note": own.needs_note, "consents": said}
    return Needs(NeedsForm(initial=initial), said, ask=said and not passed_on(look.meeting, own))


@dataclass
class From:
    """Who comes from one organisation; `user` is somebody of it with an account, for its mark."""

    name: str
    user: User | None = None
    in_person: list[Attendance] = field(default_factory=list)
    online: list[Attendance] = field(default_factory=list)


@dataclass(frozen=True)
class Who:
    """How many come, wait and did not answer; by organisation only for who takes part or facilitates (`named`).

    `rooms` and `screens` say whether anybody comes, or can come, that way.
    """

    in_person: int
    online: int
    rooms: bool
    screens: bool
    waiting: int
    unanswered: int
    answered: bool
    named: bool
    organisations: list[From]


def _unanswered(meeting: Meeting) -> dict[str, QuerySet]:
    taking_part = Participant.objects.active().filter(network=meeting.network_id)
    answered = Attendance.objects.filter(meeting=meeting, user=OuterRef("user"))
    return {"unanswered": taking_part.exclude(Exists(answered))}


@MEETING.register("who", "events/places/_who.html", _unanswered)
def who(look: Look) -> Who:
    """Others than who takes part see numbers; of a meeting that is over it is who was there."""
    meeting, standing = look.meeting, look.standing
    coming = [one for one in look.attendances if (was_there(one) if meeting.is_over else one.is_coming)]
    named = standing.takes_part or may_change_meeting(standing)
    asked = standing.takes_part and not meeting.is_over and not meeting.is_cancelled
    in_person = sum(one.answer == IN_PERSON for one in coming)
    online = len(coming) - in_person
    return Who(
        in_person=in_person,
        online=online,
        rooms=in_person > 0 or meeting.mode != Meeting.Mode.ONLINE,
        screens=online > 0 or meeting.mode != Meeting.Mode.IN_PERSON,
        waiting=sum(one.waiting_since is not None for one in look.attendances),
        unanswered=look.counts["unanswered"] if asked else 0,
        answered=bool(look.attendances),
        named=named,
        organisations=_by_organisation(coming) if named else [],
    )


def _by_organisation(coming: list[Attendance]) -> list[From]:
    found: dict[str, From] = {}
    for one in sorted(coming, key=lambda one: fold(one.person_name)):
        row = found.setdefault(one.works_at, From(one.works_at or _("Without an organisation")))
        row.user = row.user or one.user
        (row.in_person if one.answer == IN_PERSON else row.online).append(one)
    alone = found.pop("", None)
    rows = sorted(found.values(), key=lambda row: fold(row.name))
    return [*rows, alone] if alone else rows


@dataclass(frozen=True)
class Offer:
    """A ride, who rides along, and what the reader has to do with it; `elsewhere` goes to another place."""

    ride: Ride
    riders: list[Attendance]
    mine: bool
    joined: bool
    elsewhere: bool

    @property
    def is_full(self) -> bool:
        return len(self.riders) >= self.ride.seats


@dataclass(frozen=True)
class Rides:
    """The form is there for who comes themselves."""

    offers: list[Offer]
    form: BaseForm | None
    may_answer: bool


@MEETING.register("rides", "events/places/_rides.html")
def rides(look: Look) -> Rides | None:
    """Only who takes part in the network sees who rides with whom."""
    meeting, standing, own = look.meeting, look.standing, look.standing.place
    if not standing.takes_part or meeting.mode == Meeting.Mode.ONLINE:
        return None
    riders: dict[int | None, list[Attendance]] = {}
    for one in look.attendances:
        riders.setdefault(one.ride_id, []).append(one)
    answers = may_answer(standing)
    form = look.forms.get("rides")
    if form is None and own and own.is_coming and own.answer == IN_PERSON and answers:
        form = RideForm()
    if meeting.is_over and not meeting.rides.all():
        return None
    return Rides(
        offers=[
            Offer(
                ride,
                riders.get(ride.pk, []),
                mine=ride.driver_id == standing.user.pk,
                joined=own is not None and own.ride_id == ride.pk,
                elsewhere=not ride.goes_to(meeting),
            )
            for ride in meeting.rides.select_related("driver")
        ],
        form=form,
        may_answer=answers,
    )
