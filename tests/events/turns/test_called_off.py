"""What a meeting that is called off does to turns."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Meeting
from events.scheduling import actions
from events.turns import ledger

from .members import balances

pytestmark = pytest.mark.django_db


def shift(meeting: Meeting, **ahead) -> Meeting:
    """The meeting starts so long from now, and lasts three hours."""
    start = timezone.now() + dt.timedelta(**ahead)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    meeting.refresh_from_db()
    return meeting


class TestCalledOff:
    @pytest.mark.parametrize(
        ("days", "by_host", "uncounted"),
        [(20, False, "network"), (13, False, ""), (20, True, "host"), (13, True, "host")],
    )
    def test_whether_it_counts(self, free, days, by_host, uncounted):
        meeting = shift(free.meeting, days=days)
        cancelled = actions.cancel_meeting(actor=free.facilitator, meeting=meeting, by_host=by_host)
        assert cancelled.uncounted == uncounted
        assert sum(balances(free.network).values()) == 0

    def test_the_page_shows_beforehand_what_it_does(self, free, client):
        shifts = ledger.shifts(free.network, {free.meeting.pk: None})
        assert [shift.organisation for shift in shifts][0] == free.organisation
        client.force_login(free.facilitator)
        page = client.get(f"/meetings/{free.meeting.pk}/cancel/").content.decode()
        assert ledger.words(shifts[0].after) in page
        client.post(f"/meetings/{free.meeting.pk}/cancel/", {"who": "host"})
        assert balances(free.network)["Host house"] == shifts[0].after
        assert client.get(f"/meetings/{free.meeting.pk}/cancel/").status_code == 404

    def test_a_meeting_that_is_added_says_what_it_does(self, free, client):
        client.force_login(free.facilitator)
        slug = free.network.slug
        page = client.get(f"/meetings/network/{slug}/new/").content.decode()
        assert ledger.words(balances(free.network)["Host house"]) in page
        day = timezone.localdate() + dt.timedelta(days=100)
        sent = {
            "title": "Extra", "day": day.isoformat(), "start_time": "13:00", "end_time": "16:00",
            "mode": "in_person", "host": free.organisation.pk, "venue": free.venue.pk,
        }  # fmt: skip
        response = client.post(f"/meetings/network/{slug}/new/", sent, follow=True)
        assert ledger.words(balances(free.network)["Host house"]) in response.content.decode()
