"""Each rule of the planner at its edge, on problems that can be read at a glance; `.` stands for no plan at all."""

from fractions import Fraction

import pytest

from .problems import answered, meeting, organisation, problem, venue

DAYS = ("2026-10-01", "2026-11-05", "2026-12-10")


def network(*members: str, meetings=(), **changes) -> dict:
    """One organisation with a venue for each letter, and three meetings a month apart."""
    return problem(
        meetings=list(meetings) or [meeting(f"m{n}", day) for n, day in enumerate(DAYS, 1)],
        organisations=[organisation(name, exempt=name.islower()) for name in members],
        venues=[venue(name) for name in members],
        **changes,
    )


def only(answers: dict[str, str]) -> list[dict]:
    """Who can host on which of the three days: a plus, or a minus."""
    return [
        {"organisation": name, "date": day, "answer": {"+": "yes", "-": "no"}[sign]}
        for name, signs in answers.items()
        for day, sign in zip(DAYS, signs, strict=True)
    ]


def hosts(source: dict) -> str:
    result = answered(source)
    assert (result["status"] == "optimal") is bool(result["assignments"])
    return "".join(turn["organisation"] for turn in result["assignments"]) or "."


@pytest.mark.parametrize(("gap", "can", "expected"), [
    (1, {"A": "+++"}, "AAA"),
    (2, {"A": "+++"}, "."),
    (2, {"A": "+-+", "B": "-+-"}, "ABA"),
    (3, {"A": "+-+", "B": "-+-"}, "."),
])  # fmt: skip
def test_between_two_turns_of_one_host_lie_as_many_meetings_as_agreed(gap, can, expected):
    source = network(*can, host_availability=only(can), rules={"min_gap": gap})
    assert hosts(source) == expected


@pytest.mark.parametrize(("most", "expected"), [(1, "."), (2, "ABA"), (None, "ABA")])
def test_nobody_takes_more_turns_than_agreed(most, expected):
    can = {"A": "+-+", "B": "-+-"}
    assert hosts(network(*can, host_availability=only(can), rules={"each_at_most": most})) == expected


@pytest.mark.parametrize(("most", "expected"), [(1, "BCA"), (2, "ACA")])
def test_a_turn_that_is_fixed_later_counts(most, expected):
    meetings = [meeting(f"m{n}", day) for n, day in enumerate(DAYS[:2], 1)]
    meetings.append(meeting("m3", DAYS[2], locked={"venue": "A1", "date": DAYS[2]}))
    can = {"A": "+-+", "B": "+-+" if most == 1 else "--+", "C": "-++"}
    source = network(*can, meetings=meetings, host_availability=only(can), rules={"each_at_most": most})
    assert hosts(source) == expected


def test_who_cannot_is_not_asked_and_who_said_nothing_can():
    assert hosts(network("A", "B", host_availability=only({"A": "---"}))) == "BBB"


@pytest.mark.parametrize(("expected", "host"), [(29, "A"), (30, "A"), (31, ".")])
def test_as_many_as_there_are_seats_fit(expected, host):
    assert hosts(network("A", meetings=[meeting("m1", DAYS[0], expected=expected)])) == host


def test_a_turn_is_expected_of_all_in_equal_parts_but_not_of_who_takes_none():
    result = answered(network("A", "B", "C", "d", meetings=[meeting("m1", DAYS[0])]))
    host = result["assignments"][0]["organisation"]
    balances = {name: Fraction(value) for name, value in result["balances"].items()}
    assert host in "ABC"
    assert balances == {
        name: Fraction(2, 3) if name == host else Fraction(0) if name == "d" else Fraction(-1, 3)
        for name in "ABCd"
    }
    assert Fraction(result["objective"][0]) == Fraction(2, 3)  # the largest balance, which is made small
