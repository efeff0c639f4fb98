"""What one needs there."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import Attendance, Meeting
from events.places.actions import needs
from events.places.queries import needs_of

from .coming import come

pytestmark = pytest.mark.django_db


class TestNeeds:
    def test_totals_without_names_for_who_prepares(self, house, sign_in):
        come(house.member, house.meeting)
        needs.say_needs(
            actor=house.member, meeting=house.meeting, needs=["vegan"], note="Geen noten", consents=True
        )
        page = sign_in(house.member).get(reverse("events:host", args=[house.meeting.pk])).text
        section = page[page.index("Wat mensen nodig hebben") :]
        assert "Veganistisch" in section
        assert "Geen noten" in section
        assert house.member.name not in section[: section.index("</section>")]

    def test_nothing_is_kept_without_consent(self, house, sign_in):
        come(house.member, house.meeting)
        with pytest.raises(ValidationError):
            needs.say_needs(
                actor=house.member, meeting=house.meeting, needs=["vegan"], note="", consents=False
            )
        url = reverse("events:needs", args=[house.meeting.pk])
        response = sign_in(house.member).post(url, {"needs": ["vegan"], "needs_note": "Geen noten"})
        assert response.status_code == 422
        assert 'value="Geen noten"' in response.text
        assert Attendance.objects.get(user=house.member, meeting=house.meeting).needs == []

    def test_needs_go_a_week_after_the_meeting_and_when_one_does_not_come(self, house):
        place = come(house.member, house.meeting)
        for days, kept in ((6, True), (8, False)):
            Attendance.objects.filter(pk=place.pk).update(needs=["halal"], needs_note="x")
            end = timezone.now() - dt.timedelta(days=days)
            Meeting.objects.filter(pk=house.meeting.pk).update(
                starts_at=end - dt.timedelta(hours=1), ends_at=end
            )
            assert needs.forget_needs.call() == (0 if kept else 1)
            place.refresh_from_db()
            assert bool(place.needs or place.needs_note) is kept

    def test_a_total_of_no_one_who_stays_away(self, house):
        come(house.member, house.meeting)
        needs.say_needs(actor=house.member, meeting=house.meeting, needs=["vegan"], note="", consents=True)
        come(house.member, house.meeting, "no")
        assert needs_of(house.meeting, house.meeting.attendances.all()) == {"counts": [], "notes": []}
