"""The facts about somebody and a meeting on which all rules rest."""

import pytest

from tests.events.standings import HOST, OTHER, PRESENTER, place, stands


@pytest.mark.parametrize(
    ("role", "at", "hosts"),
    [
        ("member", HOST, True),
        ("facilitator", HOST, True),
        ("guest", HOST, False),
        ("member", PRESENTER, True),
        ("guest", PRESENTER, False),
        ("member", OTHER, False),
        ("facilitator", None, False),
        (None, None, False),
    ],
)
def test_who_hosts(role, at, hosts):
    assert stands(role, at).hosts is hosts


def test_a_meeting_without_a_host_is_hosted_by_nobody():
    standing = stands("member", None)
    standing.meeting.host_id = standing.meeting.presented_by_id = None
    assert not standing.hosts


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("facilitator", True),
        ("co_facilitator", True),
        ("account_manager", False),
        ("secretary", False),
        ("member", False),
        ("guest", False),
        (None, False),
    ],
)
def test_who_plans(role, expected):
    assert stands(role).plans is expected
    assert stands(role).takes_part is (role is not None)


def test_a_network_runs_until_it_is_closed():
    assert [stands().runs, stands(closed=True).runs, stands(network=False).runs] == [True, False, False]


@pytest.mark.parametrize(
    ("own", "was"),
    [
        (None, False),
        (place(), True),
        (place("online"), True),
        (place("no"), False),
        (place(waits=True), False),
        (place("no", attended=True), True),
        (place(waits=True, attended=True), True),
        (place(attended=False), False),
    ],
)
def test_who_was_there(own, was):
    assert stands(place=own).was_there is was
