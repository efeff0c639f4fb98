"""Who hosted how often, and what was expected."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone, translation

from events.models import Meeting
from events.turns import ledger
from tests.factories import MeetingFactory, MembershipFactory, NetworkFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


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

    def test_of_who_takes_no_turns_none_is_expected_but_what_it_hosts_counts(self):
        network = NetworkFactory()
        names = {name: OrganisationFactory(name=name) for name in "ABC"}
        for name, organisation in names.items():
            MembershipFactory(network=network, organisation=organisation, exempt_from_hosting=name == "C")

        def after(host: str) -> dict:
            MeetingFactory(network=network, host=names[host])
            return {line.organisation.name: line.balance for line in ledger.lines(network)}

        assert after("A") == {"A": Fraction(1, 2), "B": Fraction(-1, 2), "C": 0}
        assert after("C") == {"A": Fraction(1, 6), "B": Fraction(-5, 6), "C": Fraction(2, 3)}


@pytest.mark.parametrize(
    ("balance", "said"),
    [
        (Fraction(0), "ontving zo vaak als gevraagd"),
        (Fraction(1, 10), "ontving zo vaak als gevraagd"),
        (Fraction(-1, 2), "heeft nog een halve beurt te gaan"),
        (Fraction(-9, 20), "heeft nog bijna een halve beurt te gaan"),
        (Fraction(3, 5), "ontving iets meer dan een halve beurt extra"),
        (Fraction(-1), "heeft nog één beurt te gaan"),
        (Fraction(-2), "heeft nog 2 beurten te gaan"),
        (Fraction(3, 2), "ontving 1½ beurt extra"),
    ],
)
def test_a_balance_in_words(balance, said):
    with translation.override("nl"):
        assert ledger.words(balance) == said
