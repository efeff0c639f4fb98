"""Who looks back on a meeting."""

import pytest

from events.reflection.rules import may_reflect
from tests.events.standings import place, stands

COMES = place()


@pytest.mark.parametrize(
    ("role", "own", "how", "may"),
    [
        ("member", COMES, {}, True),
        ("guest", COMES, {}, True),
        ("member", place(attended=True), {}, True),
        ("member", place(attended=False), {}, False),
        ("member", place("no"), {}, False),
        ("member", None, {}, False),
        ("facilitator", None, {}, False),
        (None, COMES, {}, False),
        (None, COMES, {"network": False}, True),
        (None, COMES, {"network": False, "signed": False}, False),
        ("member", COMES, {"closed": True}, True),
        ("member", COMES, {"status": "cancelled"}, False),
    ],
)
def test_who_was_there_looks_back(role, own, how, may):
    assert may_reflect(stands(role, place=own, hours=-3, **how)) is may


@pytest.mark.parametrize(("hours", "may"), [(48, False), (-1.9, False), (-2.1, True)])
def test_once_it_is_over(hours, may):
    assert may_reflect(stands(place=COMES, hours=hours)) is may
