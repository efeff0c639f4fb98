"""Who is there: the code on the wall and the list."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from events.hosting import actions as hosting
from events.models import Attendance, Meeting

pytestmark = pytest.mark.django_db


def move(meeting, hours) -> Meeting:
    """The meeting as if it began `hours` from now; it lasts three hours."""
    start = timezone.now() + dt.timedelta(hours=hours)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    meeting.refresh_from_db()
    return meeting


class TestCheckIn:
    def test_by_the_code_on_the_wall(self, house, sign_in):
        meeting = move(house.meeting, -1)
        url = reverse("events:here", args=[meeting.pk])
        client = sign_in(house.member)
        client.post(url, {"code": "WRONG1"})
        assert not meeting.attendances.filter(attended=True).exists()
        client.post(url, {"code": f" {meeting.door_code.lower()} "})
        place = meeting.attendances.get(user=house.member)
        assert (place.attended, place.answer) == (True, "in_person")
        assert place.checked_in_at

    @pytest.mark.parametrize(("hours", "may"), [(-7, False), (-1, True), (1, True), (3, False)])
    def test_only_on_the_day(self, house, hours, may):
        meeting = move(house.meeting, hours)
        if may:
            hosting.check_in(actor=house.member, meeting=meeting, code=meeting.door_code)
        else:
            with pytest.raises(ValidationError):
                hosting.check_in(actor=house.member, meeting=meeting, code=meeting.door_code)

    def test_the_list_tells_what_changed_and_by_whom(self, house, sign_in):
        meeting = move(house.meeting, -1)
        client, url = sign_in(house.member), reverse("events:check_in", args=[meeting.pk])
        for do in ("here", "away"):
            client.post(url, {"person": house.facilitator.pk, "do": do})
        page = client.get(url).text
        assert "Facilitator: there" in page or "Facilitator: aanwezig" in page
        assert client.post(url, {"person": "x", "do": "here"}).status_code == 404

    def test_the_host_taps_names_and_only_the_facilitator_corrects_later(self, house):
        meeting = move(house.meeting, -1)
        change = {"meeting": meeting, "person": house.facilitator, "place": None}
        hosting.set_attended(actor=house.member, attended=True, **change)
        place = meeting.attendances.get(user=house.facilitator)
        assert place.attended is True
        meeting = move(meeting, -48)
        with pytest.raises(PermissionDenied):
            hosting.set_attended(
                actor=house.member, meeting=meeting, person=None, place=place, attended=False
            )
        hosting.set_attended(
            actor=house.facilitator, meeting=meeting, person=None, place=place, attended=False
        )
        log = Entry.objects.filter(verb="events.attendance", about_id=meeting.pk).order_by("pk")
        assert [(e.actor, e.note["attended"]) for e in log] == [
            (house.member, True),
            (house.facilitator, False),
        ]

    def test_strangers_are_not_put_on_the_list(self, house):
        meeting = move(house.meeting, -1)
        with pytest.raises(PermissionDenied):
            hosting.set_attended(
                actor=house.facilitator, meeting=meeting, person=house.outsider, place=None, attended=True
            )

    def test_nobody_was_there_before_it_began(self, house):
        with pytest.raises(ValidationError):
            hosting.set_attended(
                actor=house.facilitator,
                meeting=house.meeting,
                person=house.member,
                place=None,
                attended=True,
            )
        assert not Attendance.objects.filter(meeting=house.meeting).exists()
