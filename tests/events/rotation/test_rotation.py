"""The worked cases of section 3.7."""

import json

import pytest
from django.core.management import call_command

from events.rotation import Malformed, parse

from .problems import answered, every_plan, meeting, organisation, problem, venue

pytestmark = pytest.mark.once


def answers(table: dict[str, str], days: list[list[str]]) -> list[dict]:
    words = {"0": "yes", "1": "if_need_be", "-": "no"}
    return [
        {"organisation": name, "date": day, "answer": words[mark]}
        for name, marks in table.items()
        for mark, group in zip(marks, days, strict=True)
        for day in group
    ]


R1_DAYS = [["2026-10-01"], ["2026-11-05", "2026-11-12"], ["2026-12-10"], ["2027-01-14"]]
R1_TABLE = {"A": "0010", "B": "0---", "C": "00-1", "D": "-100"}


def r1(**changes) -> dict:
    return (
        problem(
            meetings=[meeting(f"m{i}", *days) for i, days in enumerate(R1_DAYS, 1)],
            organisations=[organisation(name) for name in "ABCD"],
            venues=[venue(name) for name in "ABCD"],
            host_availability=answers(R1_TABLE, R1_DAYS),
            closed_dates=[
                {"date": "2026-11-05", "reason": "herfstvakantie 2–8 november 2026", "organisation": None}
            ],
        )
        | changes
    )


def hosts(result) -> str:
    return "".join(turn["organisation"] for turn in result["assignments"])


def test_r1_holiday_and_a_naive_order_that_fails():
    source = r1()
    source["rules"]["each_at_most"] = 1

    result = answered(source)

    assert result["status"] == "optimal"
    assert hosts(result) == "BCDA"
    assert result["assignments"][1]["date"] == "2026-11-12"
    assert result["objective"][4 - 1] == 0  # no host needs an "if need be"
    blocked = [row for row in result["blocked"] if row["date"] == "2026-11-05" and row["meeting"] == "m2"]
    assert blocked
    assert all("herfstvakantie 2–8 november 2026" in row["text"] for row in blocked)


def test_r1_has_exactly_four_plans():
    source = r1()
    source["rules"]["each_at_most"] = 1
    found = {"".join(o.host for o in chosen) for chosen in every_plan(parse(source))}
    assert found == {"BCDA", "BADC", "BCAD", "BDAC"}


def r2(**features) -> dict:
    seats = {"A": 20, "B": 16, "C": 20, "D": 16, "E": 12}
    kit = {"B": ["hybrid"], "D": ["hybrid"], "E": ["hybrid"]} | features
    past = [("A", "ABCD"), ("B", "ABCD"), ("C", "ABCD"), ("A", "ABCD"), ("D", "ABCDE"), ("B", "ABCDE")]
    return problem(
        meetings=[
            meeting("m7", "2026-09-10", expected=14),
            meeting("m8", "2026-10-10", expected=14),
            meeting("m9", "2026-11-10", mode="hybrid", expected=10),
        ],
        organisations=[organisation(name) for name in "ABCDE"],
        venues=[venue(name, seats[name], kit.get(name, [])) for name in "ABCDE"],
        history=[
            {
                "date": f"2026-0{i + 1}-10",
                "eligible": list(eligible),
                "hosts": [{"organisation": host, "credit": "1"}],
            }
            for i, (host, eligible) in enumerate(past)
        ],
        rules={"min_gap": 3},
    )


def test_r2_balance_with_a_newcomer():
    result = answered(r2())
    assert hosts(result) == "CDE"
    assert set(result["balances"].values()) == {"0"}


def test_r2_without_the_kit_the_explanation_names_the_newcomer():
    result = answered(r2(E=[]))
    assert result["objective"][0] == "1"
    about_e = {row["meeting"]: row["constraints"] for row in result["blocked"] if row["venue"] == "E1"}
    assert about_e == {"m7": ["capacity"], "m8": ["capacity"], "m9": ["hybrid"]}


R3_KM = {"AB": 10, "AC": 20, "AD": 40, "BC": 15, "BD": 35, "CD": 25}


def r3() -> dict:
    return problem(
        meetings=[meeting("m1", "2026-10-01"), meeting("m2", "2026-11-01")],
        organisations=[organisation(n, travellers=3 if n == "D" else 1) for n in "ABCD"],
        venues=[venue(name) for name in "ABCD"],
        distances_km=[
            {"from": a, "to": f"{b}1", "km": km} for pair, km in R3_KM.items() for a, b in (pair, pair[::-1])
        ],
        rules={"each_at_most": 1},
    )


def test_r3_the_longest_road_is_made_short():
    result = answered(r3())
    assert set(hosts(result)) == {"A", "D"}
    assert result["objective"][-2:] == [45.0, 250.0]
    assert sum(result["travel_km"].values()) == 170


def test_r4_names_the_meetings_that_have_too_few_hosts():
    days = [["2026-10-01"], ["2026-11-01"], ["2026-12-01"]]
    source = problem(
        meetings=[meeting(f"m{i}", *d) for i, d in enumerate(days, 1)],
        organisations=[organisation(name) for name in "ABC"],
        venues=[venue(name) for name in "ABC"],
        host_availability=answers({"A": "0--", "B": "0--", "C": "000"}, days),
        rules={"each_at_most": 1},
    )

    result = answered(source)

    assert result["status"] == "infeasible"
    assert (result["conflict"]["meetings"], result["conflict"]["organisations"]) == (["m2", "m3"], ["C"])
    helped = {(r["kind"], r["meeting"], r["organisation"]) for r in result["relaxations"]}
    asked = {("ask_host", m, o) for m in ("m2", "m3") for o in "AB"}
    assert helped >= asked | {
        ("go_online", "m2", None),
        ("go_online", "m3", None),
        ("second_turn", None, None),
    }


def r5() -> dict:
    """The published plan of R1, of which the first meeting was held."""
    days = ["2026-10-01", "2026-11-12", "2026-12-10", "2027-01-14"]
    source = r1(
        published=[
            {"meeting": f"m{i}", "venue": f"{host}1", "date": day}
            for i, (host, day) in enumerate(zip("BCDA", days, strict=True), 1)
        ]
    )
    source["meetings"][0]["locked"] = {"venue": "B1", "date": "2026-10-01"}
    return source


def test_r5a_repair_changes_as_little_as_fairness_allows():
    source = r5()
    source["rules"]["each_at_most"] = 1
    table = R1_TABLE | {"C": "0--1"}
    source["host_availability"] = answers(table, R1_DAYS)

    result = answered(source)

    assert hosts(result) == "BADC"
    assert result["objective"][2] == 2


def test_r5b_somebody_leaves():
    source = r5()
    source["rules"]["min_gap"] = 2
    source["organisations"][2]["member_until"] = "2026-10-15"

    result = answered(source)

    assert hosts(result) == "BADA"
    assert result["objective"][2] == 1
    assert result["balances"] == {"A": "3/4", "B": "-1/4", "C": "-1/4", "D": "-1/4"}


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("meetings", 0, "mode"), "by_boat", "meetings[0].mode"),
        (("meetings", 0, "candidates", 0), "2026-02-30", "meetings[0].candidates[0]"),
        (("venues", 0, "organisation"), "Z", "venues[0].organisation"),
        (("rules", "spacing_days"), [9, 2], "rules.spacing_days"),
        (("organisations", 1, "id"), "A", "organisations[1].id"),
        (("venues", 0, "capacity"), True, "venues[0].capacity"),
    ],
)
def test_a_malformed_problem_is_refused_by_the_name_of_its_field(path, value, named):
    source = json.loads(json.dumps(r1()))
    spot = source
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    with pytest.raises(Malformed, match=named.replace("[", r"\[").replace("]", r"\]")):
        parse(source)


def test_the_command_reads_lines_and_refuses_with_two(monkeypatch, capsys):
    import io

    lines = json.dumps(r3()) + "\n" + "{}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    with pytest.raises(SystemExit) as stopped:
        call_command("plan_rotation", "--lines")
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert stopped.value.code == 2
    assert first["status"] == "optimal"
    assert (second["status"], second["text"]) == ("refused", "organisations: is missing")
