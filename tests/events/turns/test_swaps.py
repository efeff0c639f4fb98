"""Hosts exchange their turns."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks.models import Network
from community.notifications.models import OutgoingMail
from events.handover.actions import go_on_now
from events.models import Meeting, SwapRequest
from events.scheduling.actions import cancel_meeting, change_meeting
from events.turns import actions as swaps
from events.turns import ledger
from events.turns.queries import swap_obstacles
from tests.factories import ParticipantFactory

from .members import third_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_host(house):
    """Somebody of the organisation that hosts `house.later`."""
    return ParticipantFactory(network=house.network, organisation=house.later.host).user


class TestSwaps:
    def test_both_hosts_agree_and_calendars_follow(self, free, other_host):
        before = free.meeting.sequence, free.later.sequence
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later, reason="Sportdag")
        free.meeting.refresh_from_db()
        assert free.meeting.host == free.organisation
        assert other_host.notifications.filter(kind="events/swap_asked").exists()
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        for meeting in (free.meeting, free.later):
            meeting.refresh_from_db()
        assert (free.meeting.host.name, free.later.host.name) == ("Other house", "Host house")
        assert free.later.venue == free.venue
        assert (free.meeting.sequence, free.later.sequence) == (before[0] + 1, before[1] + 1)
        assert SwapRequest.objects.get().status == "done"

    def test_the_journal_names_who_agreed(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        for meeting in (free.meeting, free.later):
            changed = Entry.objects.filter(
                verb="events.changed", about_model="events.Meeting", about_id=meeting.pk
            )
            assert changed.latest("pk").actor == other_host

    def test_hosts_exchange_in_a_network_without_a_facilitator(self, free, other_host):
        free.network.participants.facilitators().update(left_at=timezone.now())
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        assert swaps.answer_swap(actor=other_host, swap=swap, agrees=True).status == "done"
        free.meeting.refresh_from_db()
        assert free.meeting.host.name == "Other house"

    def test_short_notice_needs_the_facilitator(self, free, other_host):
        start = timezone.now() + dt.timedelta(days=10)
        Meeting.objects.filter(pk=free.meeting.pk).update(
            starts_at=start, ends_at=start + dt.timedelta(hours=3)
        )
        free.meeting.refresh_from_db()
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        free.meeting.refresh_from_db()
        assert free.meeting.host == free.organisation
        with pytest.raises(PermissionDenied):
            swaps.approve_swap(actor=other_host, swap=swap)
        swaps.approve_swap(actor=free.facilitator, swap=swap)
        free.meeting.refresh_from_db()
        assert free.meeting.host.name == "Other house"

    def test_at_short_notice_the_asker_hears_the_yes_and_the_facilitator_can_say_no(
        self, free, other_host, sign_in
    ):
        start = timezone.now() + dt.timedelta(days=10)
        Meeting.objects.filter(pk=free.meeting.pk).update(
            starts_at=start, ends_at=start + dt.timedelta(hours=3)
        )
        free.meeting.refresh_from_db()
        page = sign_in(free.member).get(reverse("events:swap", args=[free.meeting.pk])).text
        assert "daarna zegt ook de begeleider ja of nee" in page
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        assert free.member.notifications.filter(kind="events/swap_accepted").count() == 1
        url = reverse("events:answer_swap", args=[swap.pk])
        sign_in(free.facilitator).post(url, {"do": "refuse", "reason": "Te laat"})
        swap.refresh_from_db()
        free.meeting.refresh_from_db()
        assert (swap.status, swap.said, free.meeting.host) == ("declined", "Te laat", free.organisation)
        for person in (free.member, other_host):
            mail = OutgoingMail.objects.get(recipient=person, kind="events/swap_declined")
            assert "Te laat" in mail.text

    def test_a_no_changes_nothing(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=False)
        assert free.member.notifications.filter(kind="events/swap_declined").exists()
        with pytest.raises(PermissionDenied):
            swaps.answer_swap(actor=other_host, swap=swap, agrees=True)

    def test_nobody_answers_their_own_question(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        with pytest.raises(PermissionDenied):
            swaps.answer_swap(actor=free.member, swap=swap, agrees=True)

    def test_what_cannot_be_is_said_at_once(self, free, other_host, sign_in):
        free.later.host.venues.update(capacity=1, step_free=False, hybrid=False)
        free.meeting.attendances.create(user=free.facilitator, answer="in_person", needs=["step_free"])
        free.meeting.attendances.create(user=free.member, answer="in_person")
        found = {obstacle.constraint for _meeting, obstacle in swap_obstacles(free.meeting, free.later)}
        assert found == {"capacity", "step_free", "hybrid"}
        with pytest.raises(ValidationError):
            swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        page = sign_in(free.member).get(reverse("events:swap", args=[free.meeting.pk])).text
        assert free.facilitator.name not in page[page.index('<form class="form"') :]

    def test_nobody_is_bound_by_what_another_host_was_asked(self, free, other_host):
        """The meeting of who asked goes to a third organisation while the second has not answered yet."""
        third = third_house(free)
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        change_meeting(actor=free.facilitator, meeting=free.meeting, host=third)
        swap.refresh_from_db()
        assert swap.status == "withdrawn"
        for person in (free.member, other_host):
            assert person.notifications.filter(kind="events/swap_declined").count() == 1
        with pytest.raises(PermissionDenied):
            swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        free.later.refresh_from_db()
        assert free.later.host == other_host.participations.get().organisation

    def test_only_the_two_hosts_that_agreed_exchange(self, free, other_host):
        """Whatever way a meeting found another host."""
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        third = third_house(free)
        Meeting.objects.filter(pk=free.meeting.pk).update(host=third)
        with pytest.raises(ValidationError):
            swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        free.later.refresh_from_db()
        assert free.later.host == other_host.participations.get().organisation

    def test_what_was_asked_about_a_meeting_that_is_called_off_does_not_go_on(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        cancel_meeting(actor=free.facilitator, meeting=free.later)
        swap.refresh_from_db()
        assert swap.status == "withdrawn"
        assert free.member.notifications.filter(kind="events/swap_declined").exists()

    def test_a_repair_ends_what_was_asked_about_it(self, free, other_host):
        third = third_house(free)
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        go_on_now(actor=free.facilitator, meeting=free.meeting, value=f"step_in:{third.pk}:")
        swap.refresh_from_db()
        assert swap.status == "withdrawn"

    @pytest.mark.parametrize("agreed", [False, True])
    def test_who_was_asked_hears_that_it_was_taken_back(self, free, other_host, agreed):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        if agreed:
            SwapRequest.objects.update(status="agreed")
        swaps.withdraw_swap(actor=free.member, swap=swap)
        for person in (other_host, free.facilitator):
            assert person.notifications.filter(kind="events/swap_declined").exists()

    def test_nothing_is_exchanged_in_a_network_that_closed(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        SwapRequest.objects.update(status="agreed")
        Network.objects.filter(pk=free.network.pk).update(closed_at=timezone.now())
        with pytest.raises(PermissionDenied):
            swaps.approve_swap(actor=free.facilitator, swap=swap)

    def test_a_facilitator_finds_the_button_to_let_them_exchange(self, free, other_host, sign_in):
        swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        SwapRequest.objects.update(status="agreed")
        for meeting in (free.meeting, free.later):
            assert 'value="approve"' in sign_in(free.facilitator).get(meeting.get_absolute_url()).text

    def test_one_question_at_a_time(self, free, other_host):
        swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        with pytest.raises(ValidationError):
            swaps.ask_swap(actor=other_host, first=free.later, second=free.meeting)

    def test_exchanging_keeps_the_counts(self, free, other_host):
        before = sorted(line.hosted for line in ledger.lines(free.network))
        swap = swaps.ask_swap(actor=free.facilitator, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=free.facilitator, swap=swap, agrees=True)
        assert sorted(line.hosted for line in ledger.lines(free.network)) == before
