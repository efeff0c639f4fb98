"""An oracle that shares only the reading of the problem: every plan is tried, and the planner finds the best."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from events.planning.words import in_words
from events.rotation import parse, plan
from events.rotation.options import all_options
from events.rotation.search import ORDERS, Search
from events.rotation.solver import Solver

from .problems import answered, every_plan, large_problem, meeting, organisation, problem, venue

pytestmark = pytest.mark.once


def brute_value(parsed, chosen):
    balance: dict[str, Fraction] = {o.id: Fraction(0) for o in parsed.organisations}
    for past in parsed.history:
        for name in past.eligible:
            balance[name] -= sum(c for _n, c in past.hosts) / len(past.eligible)
        for name, credit in past.hosts:
            balance[name] += credit
    km = dict.fromkeys(balance, Fraction(0))
    person_km = Fraction(0)
    attend = need_host = need_attend = 0
    for option in chosen:
        meeting = parsed.meetings[option.meeting]
        members = [o for o in parsed.organisations if o.is_member(option.date)]
        eligible = [o for o in members if not o.exempt]
        credit = Fraction(1, 2) if meeting.mode == "online" else Fraction(1)
        balance[option.host] += credit
        for o in eligible:
            balance[o.id] -= credit / len(eligible)
        need_host += parsed.host_answers.get((option.host, option.date)) == "if_need_be"
        for o in parsed.organisations:
            said = parsed.attend_answers.get((o.id, option.date), "yes")
            if o.id == option.host:
                attend += 1
            elif o in members and said != "no":
                attend += 1
                need_attend += said == "if_need_be"
                if meeting.mode != "online":
                    km[o.id] += parsed.km(o.id, option.venue)
                    person_km += parsed.km(o.id, option.venue) * o.travellers
    return (
        max(abs(b) for b in balance.values()), sum(b * b for b in balance.values()), 0, -attend, need_host,
        need_attend, max(km.values()), person_km, tuple(o.date for o in chosen), tuple(o.venue.id for o in chosen),
    )  # fmt: skip


def random_problem(seed: int) -> dict:
    rng = random.Random(seed)
    names = "ABCDE"[: rng.randint(2, 4)]
    start = date(2026, 9, 1)
    days = [[(start + timedelta(days=30 * m + 7 * c)).isoformat() for c in range(rng.randint(1, 2))] for m in range(rng.randint(1, 4))]  # fmt: skip
    said = ["yes", "yes", "if_need_be", "no"]
    return problem(
        meetings=[
            meeting(f"m{i}", *group, mode=rng.choice(["in_person", "hybrid", "online"]), expected=rng.choice([5, 15]))
            for i, group in enumerate(days, 1)
        ],
        organisations=[
            organisation(n, travellers=rng.randint(0, 3), exempt=rng.random() < 0.1,
                         member_until="2026-10-20" if rng.random() < 0.1 else None)
            for n in names
        ],
        venues=[
            venue(n, rng.choice([10, 20]), ["hybrid"] if rng.random() < 0.7 else [],
                  51 + rng.random(), 3 + rng.random())
            for n in names
        ],
        host_availability=[
            {"organisation": n, "date": d, "answer": rng.choice(said)} for n in names for g in days for d in g
        ],
        attend_availability=[
            {"organisation": n, "date": d, "answer": rng.choice(said)} for n in names for g in days for d in g
        ],
        history=[
            {"date": "2026-05-01", "eligible": list(names), "hosts": [{"organisation": rng.choice(names), "credit": "1"}]}
            for _ in range(rng.randint(0, 2))
        ],
        rules={
            "min_gap": rng.randint(1, 2), "each_at_most": rng.choice([None, 1, 2]),
            "grace_meetings": rng.choice([0, 0, 1]), "quorum": rng.choice([0, 2]), "spacing_days": [14, 60],
        },
    )  # fmt: skip


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_small_problems_equal_an_exhaustive_search(block):
    for seed in range(block * 100, block * 100 + 100):
        parsed = parse(random_problem(seed))
        best = min((brute_value(parsed, chosen) for chosen in every_plan(parsed)), default=None)
        result = in_words(plan(replace(parsed)).as_json())
        if best is None:
            assert result["status"] == "infeasible", seed
            assert result["conflict"]["text"]
        else:
            assert result["status"] == "optimal", seed
            got = tuple(turn["venue"] for turn in result["assignments"])
            assert (result["objective"][0], got) == (str(best[0]), best[9]), seed
            assert tuple(turn["date"] for turn in result["assignments"]) == tuple(
                d.isoformat() for d in best[8]
            )
            assert sum(Fraction(b) for b in result["balances"].values()) == 0
            assert result["conflict"] is None


@pytest.mark.parametrize("leading", ORDERS)
@pytest.mark.parametrize("block", range(3))
def test_the_solver_for_large_problems_finds_the_same_plans(block, leading):
    for seed in range(block * 60, block * 60 + 60):
        parsed = parse(random_problem(seed))
        options, _blocked = all_options(parsed)
        small, large = Search(parsed, options, leading=leading), Solver(parsed, options, leading=leading)
        if all(options):
            assert small.run()
            assert large.run()
        assert (large.value, large.best) == (small.value, small.best), seed


@pytest.mark.parametrize(
    ("size", "leading"),
    [*(((12, 10, 3), leading) for leading in ORDERS), ((30, 12, 4), "fairness")],
)
def test_a_large_network_gets_a_proven_plan(size, leading):
    source = large_problem(*size, seed=3)
    result = answered(source, leading=leading)
    assert result["status"] == "optimal"
    assert sum(Fraction(b) for b in result["balances"].values()) == 0
    shuffled = {**source, "organisations": source["organisations"][::-1], "venues": source["venues"][::-1]}
    again = answered(shuffled, leading=leading)
    assert (again["assignments"], again["objective"]) == (result["assignments"], result["objective"])
