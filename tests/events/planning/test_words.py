"""What a plan says is kept as codes; each reader gets the sentence in their own language."""

from importlib import import_module

import pytest
from django.utils import translation

from events.planning import words
from events.planning.words import Names, in_words
from events.rotation import parse, plan

from ..rotation.problems import meeting, organisation, problem, venue

with_codes = import_module("events.migrations.0011_reasons_have_codes").with_codes
SENTENCE = "50% kan komen."
OLD = {
    "status": "optimal",
    "assignments": [{"meeting": "m1", "venue": "1", "organisation": "2", "date": "2026-10-01", "reasons": ["Said."]}],
    "blocked": [{"meeting": "m1", "venue": "1", "date": "2026-10-01", "constraints": ["capacity"], "text": SENTENCE}],
    "conflict": {"meetings": ["m1"], "organisations": [], "text": "Niemand."},
    "relaxations": [{"kind": "go_online", "meeting": "m1", "organisation": None, "date": None, "text": "Online."}],
    "objective": ["0", "0", -1, 0, 0, 0.0, 0.0],
    "balances": {},
    "travel_km": {},
    "told": {
        "nl": {"assignments": [{"meeting": "m1", "venue": "1", "organisation": "2", "date": "2026-10-01",
                                "reasons": ["Gezegd.", "En nog iets."]}]},
        "en": {},
    },
}  # fmt: skip


def test_a_plan_from_before_keeps_what_it_said():
    carried = with_codes(OLD)
    assert "told" not in carried
    assert with_codes(carried) == carried
    assert in_words(carried) == {key: value for key, value in OLD.items() if key != "told"} | {
        "assignments": OLD["told"]["nl"]["assignments"]
    }
    assert with_codes(None) is None


def impossible() -> dict:
    source = problem(
        meetings=[meeting("m1", "2026-10-06", expected=8), meeting("m2", "2026-10-06", expected=8)],
        organisations=[organisation("A"), organisation("B", exempt=True)],
        venues=[venue("A", capacity=5), venue("B")],
    )
    return plan(parse(source)).as_json()


def test_one_answer_of_the_planner_reads_in_two_languages():
    found, texts = impossible(), {}
    for language in ("nl", "en"):
        with translation.override(language):
            told = in_words(found, Names({"B": "De Boot"}))
            texts[language] = [row["text"] for row in told["blocked"] if row["meeting"] == "m1"]
    assert texts == {
        "nl": [
            "Deze locatie heeft 5 plaatsen; voor deze bijeenkomst zijn er 8 nodig.",
            "De Boot ontvangt voorlopig niet.",
        ],
        "en": ["This venue has 5 seats; this meeting needs 8.", "De Boot does not host for now."],
    }


@pytest.mark.parametrize("kinds", [words.REASONS, words.BROKEN, words.RELAXATIONS, words.NEEDS])
def test_every_code_has_a_sentence_that_its_values_fill(kinds):
    values = {
        "who": "A", "place": "B", "day": "1 oktober", "reason": "feest", "seats": 1, "needed": 2, "need": "x",
        "count": 1, "unknown": 1, "total": 2, "times": 2,
    }  # fmt: skip
    for text in kinds.values():
        assert "%(" not in str(text) % values


@pytest.mark.parametrize(
    ("typed", "shown"), [("Verbouwing.", "Verbouwing."), ("verbouwing", "verbouwing."), ("", ".")]
)
def test_a_reason_that_ends_with_a_period_gets_no_second_one(typed, shown):
    row = {"meeting": "m", "venue": "1", "organisation": "A", "date": "2026-10-01"}
    told = in_words({"blocked": [row | {"broken": [{"code": "closed", "reason": typed}]}]}, Names())
    assert told["blocked"][0]["text"].endswith(shown)
    assert ".." not in told["blocked"][0]["text"]
