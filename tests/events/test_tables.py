"""What is opened in a spreadsheet: who may take it, what is in it, and that no cell is a formula."""

import csv
import io
from fractions import Fraction

import pytest
from django.urls import reverse

from events.meetings import tables
from events.models import RotationPlan
from events.places.actions import needs
from tests.house import CANARY

pytestmark = pytest.mark.django_db


def read(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+32 9", "'+32 9"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("Een\r\n=regel", "Een =regel"),
        ("De Zandloper; vzw", "De Zandloper; vzw"),
        (Fraction(-3, 5), "-0,6"),
        (Fraction(7, 5), "1,4"),
        (2, "2"),
        (None, ""),
    ],
)
def test_cells(value, expected):
    assert tables.cell(value) == expected


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
        assert {row[0] for row in rows[1:]} == {"Facilitator", "'=cmd()"}
        text = response.content.decode()
        assert not any(secret in text for secret in ("halal", "stil", "@example.org"))

    def test_who_was_there(self, house, sign_in):
        url = reverse("events:attendance_table", args=[house.held.pk])
        rows = read(sign_in(house.facilitator).get(url))
        assert {tuple(row) for row in rows[1:]} == {
            ("Member", house.member.works_at or "Member", "Ik kom", "ja"),
            ("Facilitator", house.facilitator.works_at or "Facilitator", "Ik kom", "ja"),
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


class TestLedger:
    def test_the_same_numbers_as_on_the_page(self, house, sign_in):
        client = sign_in(house.member)
        rows = read(client.get(reverse("events:ledger_table", args=[house.network.slug])))
        page = client.get(reverse("events:ledger", args=[house.network.slug]))
        shown = [
            [
                row["line"].organisation.name,
                *(tables.cell(getattr(row["line"], part)) for part in ("hosted", "expected", "balance")),
            ]
            for row in page.context["rows"]
        ]
        assert [row[:4] for row in rows[1:]] == shown


class TestPlan:
    def url(self, plan):
        return reverse("events:plan_table", args=[plan.pk])

    def test_who_hosts_when(self, house, plan, sign_in):
        rows = read(sign_in(house.facilitator).get(self.url(plan)))
        assert [row[0] for row in rows[1:]] == [turn["date"] for turn in plan.result["assignments"]]
        assert {row[2] for row in rows[1:]} == {"Huis 0", "Huis 1", "Huis 2"}

    @pytest.mark.parametrize(
        ("who", "status", "expected"),
        [
            ("facilitator", "proposed", 200),
            ("member", "proposed", 404),
            ("member", "shared", 200),
            ("outsider", "published", 404),
            ("other_facilitator", "published", 404),
            ("former", "published", 404),
        ],
    )
    def test_who_may_take_it(self, house, plan, sign_in, who, status, expected):
        RotationPlan.objects.filter(pk=plan.pk).update(status=status)
        assert sign_in(house.who(who)).get(self.url(plan)).status_code == expected

    def test_without_a_proposal_there_is_only_a_head(self, house, sign_in):
        assert len(read(sign_in(house.facilitator).get(self.url(house.plan)))) == 1
