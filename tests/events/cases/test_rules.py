"""Who reads, writes and forgets cases."""

import pytest

from events.cases.rules import may_forget_case, may_read_cases, may_write_cases
from events.models import CaseRecord
from tests.events.standings import HOST, ME, OTHER, place, stands

COMES, STAYS = place(), place("no")


@pytest.mark.parametrize(
    ("hours", "reads"), [(48, False), (2.1, False), (1.9, True), (0, True), (-1, True), (-999, True)]
)
def test_from_two_hours_before_the_meeting(hours, reads):
    assert may_read_cases(stands(place=COMES, hours=hours)) is reads


@pytest.mark.parametrize(
    ("role", "at", "own", "reads"),
    [
        ("member", OTHER, COMES, True),
        ("guest", OTHER, COMES, True),
        ("member", OTHER, place(attended=True), True),
        ("member", OTHER, place(attended=False), False),
        ("member", OTHER, STAYS, False),
        ("member", OTHER, None, False),
        ("facilitator", HOST, None, False),
        ("facilitator", HOST, STAYS, False),
        (None, None, COMES, False),
    ],
)
def test_only_who_takes_part_and_was_there(role, at, own, reads):
    assert may_read_cases(stands(role, at, own, hours=-1)) is reads


def test_nobody_reads_what_was_called_off_and_nobody_writes_when_the_network_is_closed():
    assert not may_read_cases(stands(place=COMES, hours=-1, status="cancelled"))
    closed = stands(place=COMES, hours=-1, closed=True)
    assert (may_read_cases(closed), may_write_cases(closed)) == (True, False)


@pytest.mark.parametrize(
    ("presenter", "writer", "own", "may"),
    [
        (ME, 8, COMES, True),
        (8, ME, COMES, True),
        (8, 9, COMES, False),
        (ME, ME, STAYS, False),
        (None, None, COMES, False),
    ],
)
def test_who_brought_it_in_and_who_wrote_it_down_forget_it(presenter, writer, own, may):
    case = CaseRecord(presenter_id=presenter, written_by_id=writer)
    assert may_forget_case(stands(place=own, hours=-1), case) is may
