"""Who takes notes, writes and reads minutes, and says how far an action is."""

import pytest
from django.utils import timezone

from community.networks.models import Network, Participant
from events.meetings.standing import standing_of
from events.minutes.rules import (
    may_change_note,
    may_read_minutes,
    may_set_action,
    may_take_notes,
    may_write_minutes,
)
from events.models import ActionPoint, Minutes
from tests.events.standings import HOST, ME, OTHER, stands

OURS, THEIRS = HOST, OTHER


@pytest.mark.parametrize(
    ("hours", "notes", "writes"),
    [(48, False, False), (2.1, False, False), (1.9, True, False), (0, True, True), (-999, True, True)],
)
def test_notes_from_two_hours_before_the_meeting_and_minutes_once_it_began(hours, notes, writes):
    standing = stands("facilitator", hours=hours)
    assert (may_take_notes(standing), may_write_minutes(standing)) == (notes, writes)


@pytest.mark.parametrize(
    ("role", "at", "how", "notes", "writes"),
    [
        ("facilitator", OTHER, {}, True, True),
        ("member", HOST, {}, True, True),
        ("member", OTHER, {}, True, False),
        ("guest", HOST, {}, True, False),
        (None, None, {}, False, False),
        ("facilitator", OTHER, {"closed": True}, False, False),
        ("facilitator", OTHER, {"status": "cancelled"}, False, False),
    ],
)
def test_who_takes_notes_and_who_writes(role, at, how, notes, writes):
    standing = stands(role, at, hours=-1, **how)
    assert (may_take_notes(standing), may_write_minutes(standing)) == (notes, writes)


@pytest.mark.parametrize(
    ("role", "at", "draft", "shared"),
    [
        ("facilitator", OTHER, True, True),
        ("member", HOST, True, True),
        ("member", OTHER, False, True),
        ("guest", HOST, False, True),
        (None, None, False, False),
    ],
)
def test_who_reads_a_draft_and_what_is_shared(role, at, draft, shared):
    standing = stands(role, at, hours=-1)
    reads = [may_read_minutes(standing, Minutes(status=status)) for status in ("draft", "shared", "approved")]
    assert reads == [draft, shared, shared]


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "may"), [("draft", True), ("shared", True), ("approved", False)])
def test_a_note_is_changed_by_who_wrote_it_and_facilitators_until_the_minutes_are_approved(
    status, may, house
):
    Minutes.objects.update(status=status)
    for who, own in (("member", may), ("facilitator", may), ("outsider", False)):
        assert may_change_note(standing_of(house.user(who), house.held), house.note) is own


@pytest.mark.parametrize(
    ("role", "at", "person", "closed", "may"),
    [
        ("member", OURS, 8, False, True),
        ("member", THEIRS, ME, False, True),
        ("member", THEIRS, 8, False, False),
        ("member", None, 8, False, False),
        ("facilitator", THEIRS, 8, False, True),
        ("guest", OURS, ME, False, False),
        ("facilitator", OURS, ME, True, False),
    ],
)
def test_who_says_how_far_an_action_is(role, at, person, closed, may):
    network = Network(closed_at=timezone.now() if closed else None)
    action = ActionPoint(network=network, person_id=person, organisation_id=OURS)
    assert may_set_action(Participant(user_id=ME, role=role, organisation_id=at), action) is may
    assert not may_set_action(None, action)


def test_an_action_of_no_organisation_is_not_that_of_everybody_without_one():
    action = ActionPoint(network=Network(), person_id=8)
    assert not may_set_action(Participant(user_id=ME, role="member"), action)
