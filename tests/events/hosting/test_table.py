"""Who comes and who was there, for a spreadsheet."""

import pytest
from django.urls import reverse

from events.places.actions import needs
from tests.house import CANARY

from ..spreadsheets import read

pytestmark = pytest.mark.django_db


class TestAttendance:
    def url(self, house):
        return reverse("events:attendance_table", args=[house.later.pk])

    def test_who_comes_without_needs_or_addresses(self, house, sign_in):
        needs.say_needs(
            actor=house.facilitator, meeting=house.later, needs=["halal"], note="stil", consents=True
        )
        guest = house.later.attendances.get(user=None)
        guest.name = "=cmd()"
        guest.save()
        response = sign_in(house.facilitator).get(self.url(house))
        assert response["Content-Type"].startswith("text/csv")
        assert "no-store" in response["Cache-Control"]
        rows = read(response)
        assert rows[0] == ["Naam", "Organisatie", "Antwoord", "Was er"]
        assert {tuple(row[:2]) for row in rows[1:]} == {("Facilitator", ""), ("'=cmd()", "")}
        text = response.content.decode()
        assert not any(secret in text for secret in ("halal", "stil", "@example.org"))

    def test_who_was_there(self, house, sign_in):
        url = reverse("events:attendance_table", args=[house.held.pk])
        rows = read(sign_in(house.facilitator).get(url))
        assert {tuple(row) for row in rows[1:]} == {
            ("Member", house.member.works_at, "Ik kom", "ja"),
            ("Facilitator", house.facilitator.works_at, "Ik kom", "ja"),
        }

    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("facilitator", 200),
            ("member", 403),
            ("outsider", 404),
            ("former", 404),
            ("staff", 404),
            (None, 302),
        ],
    )
    def test_only_who_prepares_takes_the_list(self, house, sign_in, who, status):
        """`later` is hosted by another organisation than the member's."""
        response = sign_in(house.who(who) if who else None).get(self.url(house))
        assert response.status_code == status
        assert (f"Gast {CANARY}" in response.content.decode()) is (status == 200)
