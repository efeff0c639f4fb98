"""How somebody stands to a meeting: the facts on which the rules of every idea rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q, QuerySet

from community.members.models import Anyone, User
from community.networks.models import Network, Participant
from community.networks.rights import HOLDERS, Right

from .models import Attendance, Meeting

#: The roles that plan the meetings of a network, and those that speak for their organisation.
PLANNERS, SPEAKERS = HOLDERS[Right.PLAN], HOLDERS[Right.SPEAK_FOR]


#: Somebody wrote down that they were there; where nobody wrote anything, they said that they would come.
WAS_THERE = Q(attended=True) | (Q(attended=None, waiting_since=None) & ~Q(answer=Attendance.Answer.NO))


def was_there(place: Attendance) -> bool:
    """The same of one place, without asking."""
    return place.attended is True or (place.attended is None and place.is_coming)


@dataclass(frozen=True)
class Standing:
    """Who it is, the meeting, and what part they take in its network (None for who takes none).

    What follows from it is worked out here without asking anything more, but for the place they have.
    `attendances` are all answers to this meeting, where those are at hand.
    """

    user: Anyone
    meeting: Meeting
    part: Participant | None
    attendances: Iterable[Attendance] | None = None

    @property
    def takes_part(self) -> bool:
        return self.part is not None

    @property
    def plans(self) -> bool:
        """Plans the meetings of the network."""
        return self.may(Right.PLAN)

    @property
    def runs(self) -> bool:
        """The meeting is of a network that still runs."""
        return self.meeting.network is not None and self.meeting.network.closed_at is None

    @property
    def hosts(self) -> bool:
        """Takes part for the host, or for who presents at a lent venue; guests do not."""
        if self.part is None or self.part.organisation_id is None or not self.may(Right.SPEAK_FOR):
            return False
        return self.part.organisation_id in (self.meeting.host_id, self.meeting.presented_by_id)

    @cached_property
    def place(self) -> Attendance | None:
        """Their own answer to the meeting."""
        if not self.user.is_authenticated:
            return None
        if self.attendances is None:
            return self.meeting.attendances.filter(user=self.user).first()
        return next((one for one in self.attendances if one.user_id == self.user.pk), None)

    @property
    def was_there(self) -> bool:
        """They were there."""
        return self.place is not None and was_there(self.place)

    def may(self, right: Right) -> bool:
        """Whether their role in the network of the meeting has this right."""
        return self.part is not None and self.part.may(right)

    def at(self, meeting: Meeting) -> "Standing":
        """The same person at another meeting of the same network."""
        return replace(self, meeting=meeting, attendances=None)


def own_parts(user: User) -> QuerySet[Participant]:
    """The parts somebody takes now in networks that run."""
    return Participant.objects.active().filter(user=user, network__closed_at=None)


def part_in(network: Network, user: Anyone) -> Participant | None:
    """What part somebody takes in a network now."""
    if not user.is_authenticated or not user.is_active:
        return None
    return network.participants.active().filter(user=user).first()


def standing_of(user: Anyone, meeting: Meeting, attendances: Iterable[Attendance] | None = None) -> Standing:
    """How this person stands to this meeting, for one question to the database."""
    part = part_in(meeting.network, user) if meeting.network else None
    return Standing(user, meeting, part, attendances)
