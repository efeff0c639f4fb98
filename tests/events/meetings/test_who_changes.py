"""Who changes a meeting, and who prepares it."""

import pytest

from events.meetings.rules import may_change_meeting, prepares
from tests.events.standings import HOST, OTHER, stands


@pytest.mark.parametrize(
    ("role", "at", "closed", "changes", "prepared"),
    [
        ("facilitator", OTHER, False, True, True),
        ("facilitator", OTHER, True, False, False),
        ("facilitator", HOST, True, False, False),
        ("member", HOST, False, False, True),
        ("member", HOST, True, False, False),
        ("guest", HOST, False, False, False),
        ("member", OTHER, False, False, False),
        (None, None, False, False, False),
    ],
)
def test_while_the_network_runs(role, at, closed, changes, prepared):
    standing = stands(role, at, closed=closed)
    assert (may_change_meeting(standing), prepares(standing)) == (changes, prepared)


@pytest.mark.parametrize(
    ("staff", "signed", "may"), [(True, True, True), (False, True, False), (False, False, False)]
)
def test_a_meeting_without_a_network_is_changed_by_staff(staff, signed, may):
    standing = stands(None, network=False, signed=signed)
    standing.user.is_staff = staff
    assert may_change_meeting(standing) is may


def test_staff_change_no_meeting_of_a_network():
    standing = stands(None)
    standing.user.is_staff = True
    assert not may_change_meeting(standing)
