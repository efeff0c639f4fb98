"""How somebody stands to a meeting: the facts on which the rules of every idea rest."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from community.networks.models import Participant

from ..minutes.models import ActionPoint, Minutes
from ..questions.models import MeetingQuestion
from .models import Attendance, Meeting

NOTES_BEFORE = timedelta(hours=2)
GUEST = Participant.Role.GUEST


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a meeting: all that can be said from one question to the database.

    `role` and `organisation` are those of the person in the meeting's network, None for who takes no part.
    """

    user: object
    meeting: Meeting
    role: str | None
    organisation: int | None

    @property
    def takes_part(self) -> bool:
        return self.role is not None

    @property
    def runs(self) -> bool:
        """The meeting is of a network that still runs."""
        return self.meeting.network_id is not None and self.meeting.network.closed_at is None

    @property
    def may_change(self) -> bool:
        """Its facilitators, and for meetings without a network the platform's staff."""
        if self.meeting.network_id:
            return self.runs and self.role == Participant.Role.FACILITATOR
        return self.user.is_authenticated and self.user.is_staff

    @property
    def of_host(self) -> bool:
        """Takes part for the host, or for who presents at a lent venue; guests do not."""
        hosts = (self.meeting.host_id, self.meeting.presented_by_id)
        own = self.organisation is not None and self.organisation in hosts
        return own and self.role != GUEST

    @property
    def prepares(self) -> bool:
        """Facilitators, and the people of the host: they see what is needed and who is there."""
        return self.may_change or (self.runs and self.of_host)

    @property
    def may_answer(self) -> bool:
        """Who takes part, or for an open meeting anyone with an account; until it is over or cancelled."""
        if not self.user.is_authenticated or not self.user.is_active:
            return False
        if self.meeting.is_over or self.meeting.is_cancelled:
            return False
        return self.takes_part or self.meeting.visibility != "network"

    @property
    def may_register_guest(self) -> bool:
        """Anyone registers themselves for what is open to everyone; its members bring somebody to a network's."""
        if self.meeting.is_over or self.meeting.is_cancelled:
            return False
        return self.may_answer if self.user.is_authenticated else self.meeting.visibility == "public"

    @property
    def may_ask_swap(self) -> bool:
        """Who takes part for the host asks to exchange a turn that is still to come; facilitators ask for them."""
        meeting = self.meeting
        if (
            not self.runs
            or not meeting.host_id
            or meeting.starts_at <= timezone.now()
            or meeting.is_cancelled
        ):
            return False
        return self.role == Participant.Role.FACILITATOR or self.of_host

    @property
    def may_ask_question(self) -> bool:
        """Everyone who takes part in a network that runs, until the meeting is over or called off."""
        return self.runs and self.takes_part and not self.meeting.is_over and not self.meeting.is_cancelled

    @property
    def may_answer_question(self) -> bool:
        """Who prepares the meeting, also afterwards."""
        return self.takes_part and self.prepares

    def may_withdraw_question(self, question: MeetingQuestion) -> bool:
        """Who asked it, as long as nobody answered; facilitators always."""
        if not self.runs or not self.takes_part:
            return False
        own = question.asked_by_id is not None and question.asked_by_id == self.user.pk
        return self.role == Participant.Role.FACILITATOR or (own and question.answered_at is None)

    @property
    def may_take_notes(self) -> bool:
        """Everyone who takes part in a network that runs, from two hours before the meeting on."""
        if not self.runs or self.meeting.is_cancelled or not self.takes_part:
            return False
        return self.meeting.starts_at - NOTES_BEFORE <= timezone.now()

    @property
    def may_write_minutes(self) -> bool:
        """Facilitators and the people of the host, once the meeting began."""
        return self.may_take_notes and self.meeting.starts_at <= timezone.now() and self.prepares

    def may_read_minutes(self, minutes: Minutes) -> bool:
        """Everyone who takes part once they are shared; before that who may write them."""
        return self.takes_part and (minutes.status != Minutes.Status.DRAFT or self.may_write_minutes)

    def may_set_action(self, action: ActionPoint) -> bool:
        """Its owner, anyone of its organisation, and facilitators, while the network runs; guests do not."""
        return may_set(action, self.user, self.role, self.organisation) if self.runs else False

    def may_see_join_link(self, own: Attendance | None) -> bool:
        """Only who registered and has a place; never an outsider, a feed or a public page."""
        if not self.user.is_authenticated or not self.meeting.join_url:
            return False
        return self.may_change or (own is not None and own.is_coming)

    def may_be_at(self, own: Attendance | None) -> bool:
        """Who takes part in the network is expected there; the others register first."""
        if not self.user.is_authenticated or self.meeting.is_cancelled:
            return False
        return self.takes_part or (self.meeting.visibility != "network" and own is not None)

    def may_read_cases(self, own: Attendance | None) -> bool:
        """Who takes part and was there; as long as nobody kept a list, who said they would come.

        Nobody else, not even a facilitator who was absent: cases are confidential.
        """
        if not self.takes_part or self.meeting.is_cancelled or own is None:
            return False
        if self.meeting.starts_at - NOTES_BEFORE > timezone.now():
            return False
        return own.attended is True or (own.attended is None and own.is_coming)

    def may_reflect(self, own: Attendance | None) -> bool:
        """Who was there, once it is over; as long as nobody kept a list, who said they would come."""
        if not self.user.is_authenticated or not self.meeting.is_over or self.meeting.is_cancelled:
            return False
        if self.meeting.network_id and not self.takes_part:
            return False
        return own is not None and (own.attended is True or (own.attended is None and own.is_coming))


def standing(user, meeting: Meeting) -> Standing:
    role = organisation = None
    if meeting.network_id and user.is_authenticated and user.is_active:
        part = Participant.objects.active().filter(network=meeting.network_id, user=user)
        role, organisation = part.values_list("role", "organisation_id").first() or (None, None)
    return Standing(user, meeting, role, organisation)


def own_place(user, meeting: Meeting) -> Attendance | None:
    return meeting.attendances.filter(user=user).first() if user.is_authenticated else None


def may_set(action: ActionPoint, user, role: str | None, organisation: int | None) -> bool:
    if role is None or role == GUEST:
        return False
    same = organisation is not None and organisation == action.organisation_id
    return role == Participant.Role.FACILITATOR or action.person_id == user.pk or same
