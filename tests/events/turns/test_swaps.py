"""Hosts exchange their turns."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from events.models import Meeting, SwapRequest
from events.turns import actions as swaps
from events.turns import ledger
from events.turns.queries import swap_obstacles
from tests.factories import ParticipantFactory

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

    def test_one_question_at_a_time(self, free, other_host):
        swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        with pytest.raises(ValidationError):
            swaps.ask_swap(actor=other_host, first=free.later, second=free.meeting)

    def test_exchanging_keeps_the_counts(self, free, other_host):
        before = sorted(line.hosted for line in ledger.lines(free.network))
        swap = swaps.ask_swap(actor=free.facilitator, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=free.facilitator, swap=swap, agrees=True)
        assert sorted(line.hosted for line in ledger.lines(free.network)) == before
