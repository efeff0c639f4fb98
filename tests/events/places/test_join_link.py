"""Who sees the link to join: who has a place, and who runs the meeting."""

import pytest

from events.places.rules import may_see_join_link
from tests.events.standings import HOST, OTHER, place, stands

LINK = "https://meet.example.org/x"


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [
        ("member", None, False),
        ("member", place(), True),
        ("member", place("online"), True),
        ("member", place("no"), False),
        ("member", place(waits=True), False),
        ("facilitator", None, True),
        ("facilitator", place("no"), True),
        ("guest", place("online"), True),
        (None, None, False),
        (None, place("online"), True),
    ],
)
def test_who_sees_it(role, own, sees):
    assert may_see_join_link(stands(role, OTHER, own, join_url=LINK)) is sees


def test_the_host_sees_it_with_a_place_only():
    assert not may_see_join_link(stands("member", HOST, join_url=LINK))


def test_no_visitor_sees_it_and_nobody_sees_what_is_not_there():
    assert not may_see_join_link(stands(None, None, place(), signed=False, join_url=LINK))
    assert not may_see_join_link(stands("facilitator"))
