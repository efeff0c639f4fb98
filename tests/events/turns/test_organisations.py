"""Organisations come and go in the middle of a cycle."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.networks import actions as networks
from community.networks.jobs import end_memberships
from events.models import Meeting
from events.planning.problems import problem_of
from events.turns import ledger
from tests.factories import OrganisationFactory, ParticipantFactory

from .members import balances, third_house

pytestmark = pytest.mark.django_db


class TestComingAndGoing:
    def page(self, house):
        return f"/meetings/network/{house.network.slug}/organisations/"

    def leave(self, client, house, organisation, day):
        sent = {"do": "leave", "organisation": organisation.pk, "until": day.isoformat()}
        return client.post(self.page(house), sent)

    def test_who_leaves_keeps_its_balance_and_its_later_turns_open_up(self, free, client):
        before = balances(free.network)
        client.force_login(free.facilitator)
        today = timezone.localdate()
        self.leave(client, free, free.later.host, today + dt.timedelta(days=10))
        page = client.get(self.page(free)).content.decode()
        assert f"/meetings/{free.later.pk}/repair/" in page
        assert "Other house" in client.get(f"/networks/{free.network.slug}/members/").content.decode()
        assert sum(balances(free.network).values()) == 0
        assert set(balances(free.network)) == set(before)
        client.post(self.page(free), {"do": "stay", "organisation": free.later.host.pk})
        assert balances(free.network) == before

    def test_its_people_leave_with_it_on_the_day(self, free, client):
        person = ParticipantFactory(network=free.network, organisation=free.later.host).user
        today = timezone.localdate()
        client.force_login(free.facilitator)
        self.leave(client, free, free.later.host, today + dt.timedelta(days=1))
        takes_part = free.network.participants.active().filter(user=person)
        assert end_memberships.call() == 0
        assert takes_part.exists()
        membership = free.network.memberships.get(organisation=free.later.host)
        membership.until = today
        membership.save()
        assert end_memberships.call() == 1
        assert not takes_part.exists()
        assert free.network.participants.active().filter(user=free.facilitator).exists()
        client.force_login(person)
        assert client.get(f"/meetings/network/{free.network.slug}/").status_code == 404

    @pytest.mark.parametrize("until", ["", "2020-01-01", "31-31-2026", "9999-01-01"])
    def test_a_day_that_cannot_be_is_refused_in_words(self, free, client, until):
        client.force_login(free.facilitator)
        sent = {"do": "leave", "organisation": free.organisation.pk, "until": until}
        response = client.post(self.page(free), sent)
        assert response.status_code == 422
        assert "field--bad" in response.content.decode()
        assert free.network.memberships.get(organisation=free.organisation).until is None

    def test_a_newcomer_owes_nothing_and_is_offered_the_tail(self, free, client):
        new = OrganisationFactory(name="New house")
        new.venues.create(
            name="Zaal",
            municipality="Gent",
            latitude=51,
            longitude=3,
            capacity=40,
            hybrid=True,
            step_free=True,
        )
        client.force_login(free.facilitator)
        past = {line.organisation.name: line for line in ledger.lines(free.network)}
        assert "New house" not in past
        today = timezone.localdate()
        client.post(self.page(free), {"do": "join", "organisation": new.pk, "since": today.isoformat()})
        line = next(line for line in ledger.lines(free.network) if line.organisation == new)
        counted = [m for m in ledger.hosted_meetings(free.network) if m.local_start.date() >= today]
        assert line.hosted == 0
        assert line.expected == sum(ledger.credit_of(m) / (3 if m.host else 1) for m in counted)
        page = client.get(f"{self.page(free)}{new.pk}/").content.decode()
        assert page.index(f"/meetings/{free.later.pk}/repair/") < page.index(
            f"/meetings/{free.meeting.pk}/repair/"
        )
        data = {"how": f"step_in:{new.pk}:", "title": free.later.title, "do": "now"}
        client.post(f"/meetings/{free.later.pk}/repair/", data)
        free.later.refresh_from_db()
        assert free.later.host == new

    def test_who_takes_no_turns_owes_none(self, free, client):
        client.force_login(free.facilitator)
        client.post(self.page(free), {"do": "exempt", "organisation": free.later.host.pk})
        rows = {line.organisation: line for line in ledger.lines(free.network)}
        assert sum(line.balance for line in rows.values()) == 0
        membership = free.network.memberships.get(organisation=free.later.host)
        assert membership.exempt_from_hosting
        with pytest.raises(PermissionDenied):
            networks.set_hosting(
                actor=free.member, network=free.network, organisation=free.organisation, hosts=False
            )

    def test_the_planner_hears_of_lent_rooms_and_no_shows(self, free):
        third = third_house(free)
        Meeting.objects.filter(pk=free.held.pk).update(host=third, presented_by=free.organisation)
        (row,) = [
            r for r in problem_of(free.plan)["history"] if r["hosts"][0]["organisation"] == str(third.pk)
        ]
        assert [host["credit"] for host in row["hosts"]] == ["1/2", "1/2"]
        Meeting.objects.filter(pk=free.held.pk).update(uncounted="no_show")
        hosts = [host["organisation"] for r in problem_of(free.plan)["history"] for host in r["hosts"]]
        assert hosts
        assert str(third.pk) not in hosts
