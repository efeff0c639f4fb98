"""What the planner says when nothing is possible: a room of another member, and names where people read."""

import pytest

from events.planning.words import Names

from .problems import answered, meeting, organisation, problem, venue

pytestmark = pytest.mark.once


class TestBorrowing:
    """Who can host but has no room that fits receives everyone in a room of another member (3.6)."""

    def source(self, **changes) -> dict:
        days = ["2026-10-01", "2026-11-05"]
        return problem(
            **{
                "meetings": [meeting(f"m{n}", day, expected=10) for n, day in enumerate(days, 1)],
                "organisations": [organisation("A"), organisation("B")],
                "venues": [venue("A", capacity=12), venue("B", capacity=8)],
                "rules": {"each_at_most": 1},
            }
            | changes
        )

    def borrowed(self, result) -> list[tuple]:
        rows = [r for r in result["relaxations"] if r["kind"] == "borrow_venue"]
        return [(r["meeting"], r["organisation"], r["date"]) for r in rows]

    def test_a_small_host_receives_in_a_larger_room(self):
        result = answered(self.source())
        assert result["status"] == "infeasible"
        assert self.borrowed(result) == [("m1", "B", "2026-10-01"), ("m2", "B", "2026-11-05")]
        texts = [r["text"] for r in result["relaxations"] if r["kind"] == "borrow_venue"]
        assert texts[0] == "Laat B iedereen ontvangen in een zaal van A op 1 oktober 2026."

    def test_a_host_without_a_room_too(self):
        result = answered(self.source(venues=[venue("A", capacity=12)]))
        assert self.borrowed(result) == [("m1", "B", "2026-10-01"), ("m2", "B", "2026-11-05")]

    def test_not_when_the_lender_is_closed_or_the_host_cannot(self):
        closed = [{"date": "2026-10-01", "reason": "verbouwing", "organisation": "A"}]
        no = [{"organisation": "B", "date": "2026-11-05", "answer": "no"}]
        result = answered(self.source(closed_dates=closed, host_availability=no))
        assert self.borrowed(result) == []


def test_names_stand_where_people_read_and_ids_where_programs_do():
    """An id may look like a number or a day; it is never replaced inside a sentence."""
    source = problem(
        meetings=[meeting("m1", "2026-10-06")],
        organisations=[organisation("6")],
        venues=[venue("6")],
        host_availability=[{"organisation": "6", "date": "2026-10-06", "answer": "no"}],
    )
    result = answered(source, Names({"6": "De Zes"}, {"m1": "“Start”"}))
    assert result["blocked"][0]["text"] == "De Zes kan niet ontvangen op 6 oktober 2026."
    assert result["conflict"] == {
        "meetings": ["m1"],
        "organisations": [],
        "text": "Niemand kan “Start” ontvangen.",
    }
    asked = next(r for r in result["relaxations"] if r["kind"] == "ask_host")
    assert (asked["organisation"], asked["text"]) == ("6", "Vraag De Zes om te ontvangen op 6 oktober 2026.")
