"""What is too large is found, and an exception that is no longer needed too."""

import pytest

from tests.gates.sizes import faults

pytestmark = pytest.mark.once

LONG_ADDRESS = f"""        href="{{% url 'events:meeting' {"a" * 120} %}}"\n"""
LONG_WORDS = f"        <p>{'word ' * 30}</p>\n"


@pytest.fixture
def root(tmp_path):
    """A house with one file of each kind, all small enough."""
    for folder in ("events/cases", "events/migrations", "templates/events", "static/css"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "events/cases/actions.py").write_text("1\n" * 300)
    (tmp_path / "events/migrations/0001_initial.py").write_text("1\n" * 500)
    (tmp_path / "templates/events/cases.html").write_text("<p>\n" * 119 + LONG_ADDRESS)
    (tmp_path / "static/css/cases.css").write_text("a{}\n" * 300)
    return tmp_path


def test_files_of_the_right_size_pass(root):
    assert faults(root, []) == []


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (
            "events/cases/actions.py",
            "1\n" * 301,
            "events/cases/actions.py has 301 lines; at most 300",
        ),
        (
            "templates/events/cases.html",
            "<p>\n" * 121,
            "templates/events/cases.html has 121 lines; at most 120",
        ),
        (
            "templates/events/cases.html",
            "<p>\n" + LONG_WORDS * 2,
            "templates/events/cases.html:2 is wider than 120 (2 such lines)",
        ),
        ("static/css/cases.css", "a{}\n" * 301, "static/css/cases.css has 301 lines; at most 300"),
    ],
)
def test_a_file_that_is_too_large_is_a_fault(root, path, text, fault):
    (root / path).write_text(text)

    assert faults(root, []) == [fault]


def test_an_exception_holds_for_its_kind_only(root):
    (root / "templates/events/cases.html").write_text("<p>\n" * 121 + LONG_WORDS)
    long = {"kind": "lines", "reason": "One table.", "files": ["templates/events/cases.html"]}

    assert faults(root, [long]) == ["templates/events/cases.html:122 is wider than 120 (1 such lines)"]


def test_an_exception_that_is_no_longer_needed_is_a_fault(root):
    kept = {"kind": "lines", "reason": "It was long.", "files": ["events/cases/actions.py", "events/gone.py"]}

    assert faults(root, [kept]) == [
        "events/cases/actions.py needs no exception for its lines any more: take it out of exceptions.toml",
        "events/gone.py needs no exception for its lines any more: take it out of exceptions.toml",
    ]


def test_an_exception_says_why(root):
    (root / "events/cases/actions.py").write_text("1\n" * 301)
    silent = {"kind": "lines", "reason": "", "files": ["events/cases/actions.py"]}

    assert faults(root, [silent]) == ["An exception for lines has no reason"]
