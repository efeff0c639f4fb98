"""Who hosts when, for a spreadsheet."""

import pytest
from django.urls import reverse

from events.models import RotationPlan

from ..spreadsheets import read

pytestmark = pytest.mark.django_db


class TestPlan:
    def url(self, plan):
        return reverse("events:plan_table", args=[plan.pk])

    def test_who_hosts_when(self, house, plan, sign_in):
        rows = read(sign_in(house.facilitator).get(self.url(plan)))
        assert [row[0] for row in rows[1:]] == [turn.date.isoformat() for turn in plan.turns]
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
