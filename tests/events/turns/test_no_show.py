"""The host is not there on the day itself."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Attendance, Meeting
from events.places.actions import answers
from events.turns import actions as repairs
from events.turns.queries import is_the_hour

from .members import balances

pytestmark = pytest.mark.django_db


def shift(meeting: Meeting, **ahead) -> Meeting:
    """The meeting starts so long from now, and lasts three hours."""
    start = timezone.now() + dt.timedelta(**ahead)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    meeting.refresh_from_db()
    return meeting


class TestNoShow:
    def test_everyone_goes_on_online_and_the_turn_gives_no_credit(self, free):
        meeting = shift(free.meeting, minutes=20)
        answers.answer_meeting(actor=free.member, meeting=meeting, answer="in_person")
        before = balances(free.network)["Host house"]
        repairs.go_online_without_host(
            actor=free.facilitator, meeting=meeting, join_url="https://meet.example/nood"
        )
        meeting.refresh_from_db()
        assert (meeting.mode, meeting.venue, meeting.uncounted) == ("online", None, "no_show")
        assert Attendance.objects.get(meeting=meeting, user=free.member).answer == "online"
        assert free.member.notifications.filter(kind="events/changed").exists()
        after = balances(free.network)
        assert after["Host house"] < before
        assert sum(after.values()) == 0

    @pytest.mark.parametrize(("ahead", "possible"), [({"hours": 3}, False), ({"hours": 1}, True), ({"hours": -2}, True), ({"hours": -4}, False)])  # fmt: skip
    def test_only_around_the_meeting_itself(self, free, ahead, possible):
        assert is_the_hour(shift(free.meeting, **ahead)) is possible

    def test_only_facilitators_and_a_real_link(self, free, client):
        meeting = shift(free.meeting, minutes=20)
        client.force_login(free.member)
        assert (
            client.post(f"/meetings/{meeting.pk}/no-host/", {"join_url": "https://a.be"}).status_code == 403
        )
        client.force_login(free.facilitator)
        client.post(f"/meetings/{meeting.pk}/no-host/", {"join_url": "javascript:alert(1)"})
        meeting.refresh_from_db()
        assert meeting.uncounted == ""
        client.post(f"/meetings/{meeting.pk}/no-host/", {"join_url": "https://meet.example/nood"})
        meeting.refresh_from_db()
        assert meeting.uncounted == "no_show"
