"""When life happens: a host drops out or is not there, organisations come and go, and what the ledger makes of it."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from community.networks import actions as networks
from community.networks.jobs import end_memberships
from events.models import Attendance, Availability, Meeting
from events.places.actions import answers
from events.planning import holidays
from events.planning.problems import problem_of
from events.scheduling import actions
from events.turns import actions as repairs
from events.turns import ledger
from events.turns import ways as turns_ways
from events.turns.queries import is_the_hour
from tests.factories import (
    MeetingFactory,
    MembershipFactory,
    NetworkFactory,
    OrganisationFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


def third_house(house, since=dt.date(2025, 9, 1)):
    """One more member, with a room that is large enough."""
    third = OrganisationFactory(name="Third house")
    networks.add_member_organisation(
        actor=house.facilitator, network=house.network, organisation=third, since=since
    )
    third.venues.create(name="Zaal", municipality="Gent", latitude=51, longitude=3, capacity=40, hybrid=True)
    return third


def shift(meeting: Meeting, **ahead) -> Meeting:
    """The meeting starts so long from now, and lasts three hours."""
    start = timezone.now() + dt.timedelta(**ahead)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    meeting.refresh_from_db()
    return meeting


def balances(network) -> dict:
    return {line.organisation.name: line.balance for line in ledger.lines(network)}


class TestRepairs:
    def test_the_fairest_way_first(self, free):
        third = third_house(free)
        ways = turns_ways.repairs(free.meeting)
        assert [(way.key, way.host.name) for way in ways][0] == ("step_in", "Third house")
        assert {way.key for way in ways} == {"swap", "step_in", "loan", "online"}
        assert [way.spread for way in ways] == sorted(way.spread for way in ways)
        repairs.repair(actor=free.facilitator, meeting=free.meeting, value=ways[0].value)
        free.meeting.refresh_from_db()
        assert free.meeting.host == third

    def test_a_way_that_is_gone_is_refused(self, free):
        with pytest.raises(ValidationError):
            repairs.repair(actor=free.facilitator, meeting=free.meeting, value="step_in:999:")
        with pytest.raises(PermissionDenied):
            repairs.repair(actor=free.member, meeting=free.meeting, value="online:1:")

    def test_a_room_is_lent_and_both_get_a_half(self, free):
        third = third_house(free)
        networks.set_hosting(actor=free.facilitator, network=free.network, organisation=third, hosts=False)
        before = balances(free.network)
        ways = {way.key: way for way in turns_ways.repairs(free.meeting) if way.host == third}
        assert set(ways) == {"loan"}  # it takes no turns, so it does not step in
        repairs.repair(actor=free.facilitator, meeting=free.meeting, value=ways["loan"].value)
        free.meeting.refresh_from_db()
        assert (free.meeting.host, free.meeting.presented_by) == (third, free.organisation)
        assert free.meeting.venue.organisation == third
        found = {line.organisation: line for line in ledger.lines(free.network)}
        assert (found[third].hosted, sum(line.balance for line in found.values())) == (Fraction(1, 2), 0)
        assert balances(free.network)["Host house"] < before["Host house"]

    def test_the_same_host_on_another_day_it_can(self, free):
        free.organisation.venues.update(hybrid=True)
        start, later = free.meeting.local_start, free.later.local_start
        between = (later.date() - start.date()).days
        open_days = [start.date() + dt.timedelta(days=n) for n in range(1, between)]
        day = next(day for day in open_days if not holidays.closed_because(day))
        for one, answer in (
            (day, "host"),
            (later.date() + dt.timedelta(days=1), "host"),
            (start.date(), "host"),
        ):
            Availability.objects.update_or_create(
                plan=free.plan, organisation=free.organisation, date=one, defaults={"answer": answer}
            )
        before = balances(free.network)
        (move,) = [way for way in turns_ways.repairs(free.meeting) if way.key == "move"]
        assert move.day == day  # not its own day, and not after the next meeting
        repairs.repair(actor=free.facilitator, meeting=free.meeting, value=move.value)
        free.meeting.refresh_from_db()
        moved = free.meeting.local_start
        assert (moved.date(), moved.time(), free.meeting.host) == (day, start.time(), free.organisation)
        assert balances(free.network) == before


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
        assert ledger.signed(shifts[0].after) in page
        client.post(f"/meetings/{free.meeting.pk}/cancel/", {"who": "host"})
        assert balances(free.network)["Host house"] == shifts[0].after
        assert client.get(f"/meetings/{free.meeting.pk}/cancel/").status_code == 404

    def test_a_meeting_that_is_added_says_what_it_does(self, free, client):
        client.force_login(free.facilitator)
        slug = free.network.slug
        page = client.get(f"/meetings/network/{slug}/new/").content.decode()
        assert ledger.signed(balances(free.network)["Host house"]) in page
        day = timezone.localdate() + dt.timedelta(days=100)
        sent = {
            "title": "Extra", "day": day.isoformat(), "start_time": "13:00", "end_time": "16:00",
            "mode": "in_person", "host": free.organisation.pk, "venue": free.venue.pk,
        }  # fmt: skip
        response = client.post(f"/meetings/network/{slug}/new/", sent, follow=True)
        assert ledger.signed(balances(free.network)["Host house"]) in response.content.decode()


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
        client.post(f"/meetings/{free.later.pk}/repair/", {"how": f"step_in:{new.pk}:"})
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


class TestLedger:
    def test_the_newcomer_of_case_r2(self):
        """Domain notes 3.7, R2: A-D from the start, E after meeting 4; hosts A B C A D B."""
        network = NetworkFactory()
        names = {name: OrganisationFactory(name=name) for name in "ABCDE"}
        for name, organisation in names.items():
            since = dt.date(2026, 5, 1) if name == "E" else dt.date(2025, 9, 1)
            MembershipFactory(network=network, organisation=organisation, since=since)
        for month, name in enumerate("ABCADB", start=1):
            start = dt.datetime(2026, month, 10, 10, tzinfo=dt.UTC)
            MeetingFactory(
                network=network, host=names[name], starts_at=start, ends_at=start + dt.timedelta(hours=2)
            )
        found = {line.organisation.name: line.balance for line in ledger.lines(network)}
        fifths = {"A": 3, "B": 3, "C": -2, "D": -2, "E": -2}
        assert found == {name: Fraction(n, 5) for name, n in fifths.items()}
        assert sum(found.values()) == 0

    def test_leavers_stay_in_the_sum_and_online_counts_half(self, house):
        membership = house.network.memberships.get(organisation=house.later.host)
        membership.until = timezone.localdate()
        membership.save()
        Meeting.objects.filter(pk=house.held.pk).update(mode="online")
        found = ledger.lines(house.network)
        assert sum(line.balance for line in found) == 0
        assert {line.left for line in found} == {True, False}
        assert Fraction(3, 2) in {line.hosted for line in found}


def test_an_open_meeting_without_network_is_called_off_too(client, house, library):
    start = timezone.now() + dt.timedelta(days=20)
    found = actions.schedule_meeting(
        actor=house.admin, network=None, title="Webinar", visibility="public", mode="online",
        starts_at=start, ends_at=start + dt.timedelta(hours=1),
    )  # fmt: skip
    client.force_login(house.admin)
    assert client.get(f"/meetings/{found.pk}/cancel/").status_code == 200
    client.post(f"/meetings/{found.pk}/cancel/", {"who": "network"})
    found.refresh_from_db()
    assert found.is_cancelled
