"""Planning a meeting and changing it."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Meeting
from events.scheduling import actions
from events.scheduling.forms import MeetingForm
from tests.factories import NetworkFactory

pytestmark = pytest.mark.django_db


def form_data(**changes):
    base = {
        "title": "Samen", "day": "2027-05-20", "start_time": "09:30", "end_time": "12:00", "mode": "in_person",
    }  # fmt: skip
    return base | changes


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_time": "09:00"}, "end_time"),
        ({"day": "2027-02-29"}, "day"),
        ({"day": "9999-01-01"}, "day"),
        ({"day": "2027-03-28", "start_time": "02:30", "end_time": "04:00"}, "start_time"),
        ({"join_url": "javascript:alert(1)"}, "join_url"),
        ({"join_url": "https://x.be/\r\nX:1"}, "join_url"),
        ({"title": "  "}, "title"),
        ({"mode": "by_boat"}, "mode"),
        ({"host": "999"}, "host"),
        ({"capacity_in_person": "-4"}, "capacity_in_person"),
    ],
)
def test_bad_meetings_are_refused_in_their_place(changes, field):
    form = MeetingForm(
        form_data(**changes), network=(network := NetworkFactory()), instance=Meeting(network=network)
    )
    assert not form.is_valid()
    assert field in form.errors


def test_two_facilitators_one_slot(house):
    with pytest.raises(actions.SlotTaken):
        actions.schedule_meeting(
            actor=house.facilitator,
            network=house.network,
            title="Dubbel",
            starts_at=house.meeting.starts_at,
            ends_at=house.meeting.ends_at,
        )


@pytest.mark.parametrize("where", ["on another meeting", "before the network began"])
def test_a_meeting_does_not_move_where_it_cannot_be(house, client, where):
    day = timezone.localdate() + dt.timedelta(days=80)
    noon = dt.datetime.combine(day, dt.time(12), house.later.zone)
    Meeting.objects.filter(pk=house.later.pk).update(starts_at=noon, ends_at=noon + dt.timedelta(hours=2))
    if where == "before the network began":
        day = house.network.started_on - dt.timedelta(days=1)
    changes = {"day": day.isoformat(), "title": "Verschoven", "start_time": "11:00", "end_time": "12:30"}
    client.force_login(house.facilitator)
    response = client.post(f"/meetings/{house.meeting.pk}/change/", form_data(**changes))
    assert response.status_code == 422
    assert "day" in response.context["form"].errors
    assert "Verschoven" in response.text
    before = house.meeting.title
    house.meeting.refresh_from_db()
    assert house.meeting.title == before
