"""The gate tells all that is wrong, not the first of it."""

import sys

import pytest
from django.core.management import CommandError

from tests.gates import __main__ as gate
from tests.gates import house, tools
from tests.gates.outcomes import FAILED, OK, SKIPPED

pytestmark = pytest.mark.once


@pytest.fixture
def own_tools(monkeypatch):
    """Three small programs take the place of the tools: two find something, one does not."""
    says = {"one": (1, "first fault"), "two": (0, "all well"), "three": (3, "third fault")}
    commands = {
        name: [sys.executable, "-c", f"print({said!r}); raise SystemExit({code})"]
        for name, (code, said) in says.items()
    }
    monkeypatch.setattr(tools, "TOOLS", commands)


@pytest.mark.usefixtures("own_tools")
def test_every_tool_that_finds_something_is_told(capsys):
    code = gate.main(["one", "two", "three"])

    table, *faults = capsys.readouterr().out.split("\n== ")
    assert code == 1
    assert sorted(line.split()[:2] for line in table.splitlines()) == [
        ["FAILED", "one"],
        ["FAILED", "three"],
        ["ok", "two"],
    ]
    assert sorted(fault.strip() for fault in faults) == ["one\nfirst fault", "three\nthird fault"]


@pytest.mark.usefixtures("own_tools")
def test_a_gate_without_faults_passes(capsys):
    assert gate.main(["two"]) == 0
    assert "all well" in capsys.readouterr().out


def test_a_check_that_does_not_exist_is_no_check_that_passed(capsys):
    assert gate.main(["lnit"]) == 2
    assert "There is no check lnit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ended_by", "state", "said"),
    [
        (None, OK, "looked"),
        (SystemExit(0), OK, "looked"),
        (SystemExit(1), FAILED, "looked"),
        (CommandError("two sentences"), FAILED, "two sentences"),
        (ZeroDivisionError("in a model"), FAILED, "ZeroDivisionError: in a model"),
    ],
)
def test_a_check_of_django_that_ends_early_is_an_outcome(ended_by, state, said):
    def step(out):
        out.write("looked\n")
        if ended_by:
            raise ended_by

    outcome = house.attempt("templates", step)

    assert (outcome.name, outcome.state) == ("templates", state)
    assert said in outcome.said


def test_where_node_is_but_its_tools_are_not_the_gate_fails(monkeypatch, tmp_path):
    (tmp_path / "node").write_text("#!/bin/sh\n")
    (tmp_path / "node").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(tools.TOOLS, "prettier", [f"{tools.NODE}/no-such-tool"])

    outcome = tools.run("prettier")

    assert outcome.state == FAILED
    assert outcome.said.endswith("no-such-tool is missing: run `make node`.")


def test_without_node_styles_and_scripts_are_skipped_in_one_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")

    outcome = tools.run("prettier")

    assert outcome.state == SKIPPED
    assert outcome.line().endswith("Node.js is missing: only who changes styles or scripts needs it.")
