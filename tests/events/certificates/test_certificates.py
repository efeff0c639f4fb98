"""Certificates: who earns one, and whether it is real."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from events.certificates import actions as certificates
from events.models import Certificate
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


class TestCertificates:
    @pytest.fixture
    def five(self, house):
        """Five meetings of three hours in September of last year; `house.held` lies outside that month."""
        year = timezone.localdate().year - 1
        return [
            MeetingFactory(
                network=house.network,
                starts_at=dt.datetime(year, 9, day, 10, tzinfo=dt.UTC),
                ends_at=dt.datetime(year, 9, day, 13, tzinfo=dt.UTC),
            )
            for day in (1, 8, 15, 22, 29)
        ]

    def issue(self, house, five):
        first = five[0].starts_at.date()
        return certificates.issue(
            actor=house.facilitator, network=house.network, since=first, until=first + dt.timedelta(days=30)
        )

    def attend(self, person, meetings):
        for meeting in meetings:
            meeting.attendances.update_or_create(
                user=person, defaults={"answer": "in_person", "attended": True}
            )

    @pytest.mark.parametrize(("there", "earned"), [(5, True), (4, True), (3, False), (0, False)])
    def test_four_of_five_is_enough(self, house, five, there, earned):
        self.attend(house.member, five[:there])
        made = self.issue(house, five)
        assert [one.person for one in made] == ([house.member] if earned else [])
        if earned:
            assert (made[0].minutes_attended, made[0].minutes_held) == (180 * there, 900)

    @pytest.mark.parametrize(("days", "earned"), [(40, True), (20, True), (-1, False)])
    def test_who_left_during_or_after_the_period_earned_it_all_the_same(self, days, earned, house, five):
        self.attend(house.member, five)
        left = five[0].starts_at + dt.timedelta(days=days)
        house.network.participants.filter(user=house.member).update(left_at=left)
        made = self.issue(house, five)
        assert [one.person for one in made] == ([house.member] if earned else [])
        assert self.issue(house, five) == []
        assert not Certificate.objects.filter(voided_at__isnull=False).exists()

    def test_a_correction_voids_the_old_number(self, house, five, client):
        self.attend(house.member, five[:4])
        old = self.issue(house, five)[0]
        assert self.issue(house, five) == []
        self.attend(house.member, five)
        new = self.issue(house, five)[0]
        old.refresh_from_db()
        assert old.voided_at
        assert new.code != old.code
        assert client.get(reverse("events:certificate_pdf", args=[old.code])).status_code == 404
        five[0].attendances.update(attended=False)
        five[1].attendances.update(attended=False)
        assert self.issue(house, five) == []
        new.refresh_from_db()
        assert new.voided_at

    def test_one_for_a_month_leaves_the_one_for_the_year(self, house, five):
        self.attend(house.member, five)
        first = five[0].starts_at.date()
        period = {"since": first - dt.timedelta(days=200), "until": first + dt.timedelta(days=30)}
        year = certificates.issue(actor=house.facilitator, network=house.network, **period)[0]
        week = {"since": first, "until": first + dt.timedelta(days=7)}
        month = certificates.issue(actor=house.facilitator, network=house.network, **week)[0]
        year.refresh_from_db()
        assert year.voided_at is None
        assert (month.minutes_held, year.minutes_held) == (360, 900)
        for again in (period, week):
            assert certificates.issue(actor=house.facilitator, network=house.network, **again) == []
        standing = house.network.certificates.filter(voided_at=None, pk__in=[year.pk, month.pk])
        assert standing.count() == 2

    def test_a_correction_replaces_each_within_its_own_period(self, house, five):
        self.attend(house.member, five)
        first = five[0].starts_at.date()
        year = {"since": first - dt.timedelta(days=200), "until": first + dt.timedelta(days=30)}
        week = {"since": first, "until": first + dt.timedelta(days=7)}
        for period in (year, week):
            certificates.issue(actor=house.facilitator, network=house.network, **period)
        five[0].attendances.update(attended=False)
        (new,) = certificates.issue(actor=house.facilitator, network=house.network, **week)
        assert ({"since": new.since, "until": new.until}, new.minutes_attended) == (year, 720)
        assert (
            house.network.certificates.filter(
                voided_at=None, since__gte=year["since"], until__lte=year["until"]
            ).get()
            == new
        )

    def test_whoever_has_the_code_verifies_it(self, house, client, library):
        page = client.get(house.certificate.get_absolute_url()).text
        assert house.member.name in page
        assert house.member.email not in page
        assert client.get(reverse("events:certificate", args=["guess"])).status_code == 404

    def test_the_pdf_is_one_page_with_names_of_all_of_europe(self, house, client):
        Certificate.objects.filter(pk=house.certificate.pk).update(name="Łukasz Çelik-Ångström")
        response = client.get(reverse("events:certificate_pdf", args=[house.certificate.code]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert response.content.count(b"/Type /Page\n") == 1
        assert io.BytesIO(response.content).getbuffer().nbytes < 200_000

    def test_only_facilitators_issue(self, house, five):
        with pytest.raises(PermissionDenied):
            certificates.issue(
                actor=house.member,
                network=house.network,
                since=dt.date(2026, 1, 1),
                until=dt.date(2026, 2, 1),
            )
