from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from community.networks.models import Network, Participant
from community.networks.rules import facilitates, takes_part

from .models import (
    ActionPoint,
    Attendance,
    CaseRecord,
    Harvest,
    Meeting,
    MeetingQuestion,
    Minutes,
    Note,
    Passage,
    RotationPlan,
    SwapRequest,
)

NOTES_BEFORE = timedelta(hours=2)
GUEST = Participant.Role.GUEST


def may_schedule_meeting(user, network: Network) -> bool:
    """Facilitators plan the meetings of a network that is still running."""
    return network.closed_at is None and facilitates(user, network)


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
        return _may_set(action, self.user, self.role, self.organisation) if self.runs else False

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


def _own(user, meeting: Meeting) -> Attendance | None:
    return meeting.attendances.filter(user=user).first() if user.is_authenticated else None


def may_change_meeting(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_change


def may_answer(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_answer


def prepares(user, meeting: Meeting) -> bool:
    return standing(user, meeting).prepares


def may_register_guest(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_register_guest


def may_be_at(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_be_at(_own(user, meeting))


def may_correct_attendance(user, meeting: Meeting) -> bool:
    """Only facilitators, also long after, as long as the network is not closed."""
    return standing(user, meeting).may_change


def may_see_join_link(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_see_join_link(_own(user, meeting))


def may_ask_question(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_ask_question


def may_answer_question(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_answer_question


def may_withdraw_question(user, question: MeetingQuestion) -> bool:
    return standing(user, question.meeting).may_withdraw_question(question)


def may_take_notes(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_take_notes


def may_change_note(user, note: Note) -> bool:
    """Whoever wrote it, and facilitators, until the minutes are approved."""
    own = standing(user, note.meeting)
    if not own.may_take_notes or not (own.may_change or note.author_id == user.pk):
        return False
    return not Minutes.objects.filter(meeting=note.meeting, status=Minutes.Status.APPROVED).exists()


def may_write_minutes(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_write_minutes


def may_read_minutes(user, minutes: Minutes) -> bool:
    return standing(user, minutes.meeting).may_read_minutes(minutes)


def may_read_cases(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_read_cases(_own(user, meeting))


def may_write_cases(user, meeting: Meeting) -> bool:
    """Who reads them, while the network runs."""
    found = standing(user, meeting)
    return found.runs and found.may_read_cases(_own(user, meeting))


def may_forget_case(user, case: CaseRecord) -> bool:
    """Who brought it in and who wrote it down, as long as they may read it."""
    return user.pk in (case.presenter_id, case.written_by_id) and may_read_cases(user, case.meeting)


def may_reflect(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_reflect(_own(user, meeting))


def may_set_action(user, action: ActionPoint) -> bool:
    """Its owner, anyone of its organisation, and facilitators, while the network runs; guests do not."""
    if action.network.closed_at or not user.is_authenticated:
        return False
    part = action.network.participants.active().filter(user=user).first()
    return part is not None and _may_set(action, user, part.role, part.organisation_id)


def _may_set(action: ActionPoint, user, role: str | None, organisation: int | None) -> bool:
    if role is None or role == GUEST:
        return False
    same = organisation is not None and organisation == action.organisation_id
    return role == Participant.Role.FACILITATOR or action.person_id == user.pk or same


def may_ask_swap(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_ask_swap


def may_answer_swap(user, swap: SwapRequest) -> bool:
    """The other host answers. Who asked may not answer for them, unless they facilitate."""
    if swap.status != SwapRequest.Status.ASKED:
        return False
    return may_ask_swap(user, swap.second)


def may_withdraw_swap(user, swap: SwapRequest) -> bool:
    return swap.is_open and may_ask_swap(user, swap.first)


def may_see_plan(user, plan: RotationPlan) -> bool:
    """Facilitators see every plan, the others once it is shared with the hosts or published."""
    if facilitates(user, plan.network):
        return True
    shown = (RotationPlan.Status.SHARED, RotationPlan.Status.PUBLISHED)
    return plan.status in shown and takes_part(user, plan.network)


def may_plan_rotation(user, plan: RotationPlan) -> bool:
    return may_schedule_meeting(user, plan.network)


def may_answer_availability(user, plan: RotationPlan, organisation) -> bool:
    """Who takes part for the organisation, or facilitates, until the plan is published."""
    if plan.status == RotationPlan.Status.PUBLISHED or not user.is_authenticated or not user.is_active:
        return False
    if not plan.network.memberships.current().filter(organisation=organisation).exists():
        return False
    part = plan.network.participants.active().filter(user=user).first()
    return part is not None and (part.role == "facilitator" or part.organisation_id == organisation.pk)


def may_answer_turn(user, plan: RotationPlan, organisation) -> bool:
    """Who takes part for the host says yes or no to its turn, as long as the proposal is shared; guests do not."""
    if plan.status != RotationPlan.Status.SHARED or not user.is_authenticated or not user.is_active:
        return False
    part = plan.network.participants.active().filter(user=user).first()
    return part is not None and part.organisation_id == organisation.pk and part.role != "guest"


def may_harvest(user, network: Network) -> bool:
    """Facilitators gather what a network learned."""
    return may_schedule_meeting(user, network)


def may_see_harvest(user, harvest: Harvest) -> bool:
    """Facilitators, and whoever is asked whether their words may be used."""
    if facilitates(user, harvest.network):
        return True
    return takes_part(user, harvest.network) and harvest.passages.filter(contributor=user).exists()


def may_answer_passage(user, passage: Passage) -> bool:
    """Only who wrote it, as long as there is no article yet."""
    return (
        user.is_authenticated
        and user.is_active
        and passage.contributor_id == user.pk
        and passage.harvest.page_id is None
        and takes_part(user, passage.harvest.network)
    )
