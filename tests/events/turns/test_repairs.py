"""A host drops out, and another way is found."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.networks import actions as networks
from events.handover.actions import go_on_now
from events.models import Availability
from events.planning import holidays
from events.turns import ledger
from events.turns import ways as turns_ways

from .members import balances, third_house

pytestmark = pytest.mark.django_db


class TestRepairs:
    def test_the_fairest_way_first(self, free):
        third = third_house(free)
        ways = turns_ways.repairs(free.meeting)
        assert [(way.key, way.host.name) for way in ways][0] == ("step_in", "Third house")
        assert {way.key for way in ways} == {"swap", "step_in", "loan", "online"}
        assert [way.spread for way in ways] == sorted(way.spread for way in ways)
        go_on_now(actor=free.facilitator, meeting=free.meeting, value=ways[0].value)
        free.meeting.refresh_from_db()
        assert free.meeting.host == third

    def test_a_way_that_is_gone_is_refused(self, free):
        with pytest.raises(ValidationError):
            go_on_now(actor=free.facilitator, meeting=free.meeting, value="step_in:999:")
        with pytest.raises(PermissionDenied):
            go_on_now(actor=free.member, meeting=free.meeting, value="online:1:")

    def test_a_room_is_lent_and_both_get_a_half(self, free):
        third = third_house(free)
        networks.set_hosting(actor=free.facilitator, network=free.network, organisation=third, hosts=False)
        before = balances(free.network)
        ways = {way.key: way for way in turns_ways.repairs(free.meeting) if way.host == third}
        assert set(ways) == {"loan"}  # it takes no turns, so it does not step in
        go_on_now(actor=free.facilitator, meeting=free.meeting, value=ways["loan"].value)
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
        go_on_now(actor=free.facilitator, meeting=free.meeting, value=move.value)
        free.meeting.refresh_from_db()
        moved = free.meeting.local_start
        assert (moved.date(), moved.time(), free.meeting.host) == (day, start.time(), free.organisation)
        assert balances(free.network) == before

    def test_days_that_are_not_free_cost_no_questions(self, free):
        """Whether one day was offered that cannot be, or many."""
        turns_ways.repairs(free.meeting)  # what is looked up once and kept
        counts = []
        for offered in (1, 8):
            for n in range(offered):
                Availability.objects.update_or_create(
                    plan=free.plan, organisation=free.organisation,
                    date=free.later.local_start.date() + dt.timedelta(days=n + 1), defaults={"answer": "host"},
                )  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                turns_ways.repairs(free.meeting)
            counts.append(len(asked))
        assert counts[0] == counts[1]
