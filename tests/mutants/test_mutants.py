"""The chosen lines are still there, and a mistake reaches the functions that run."""

import gc
import importlib.util
from types import FunctionType

import pytest

from .__main__ import MUTANTS, lost
from .mutant import Mutant, NotFound

pytestmark = pytest.mark.once

SOURCE = """import functools


MOST = 2


def loud(function):
    return functools.wraps(function)(lambda *given: f"{function(*given)}!")


class Door:
    @property
    def state(self):
        return "shut"

    @loud
    def knock(self, times):
        return "open" if times > MOST else self.state
"""


@pytest.fixture
def room(tmp_path):
    """A room with one module in it, which runs; gives what makes a change in it."""
    path = tmp_path / "room" / "door.py"
    path.parent.mkdir()
    path.write_text(SOURCE)
    spec = importlib.util.spec_from_file_location("door", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def put(text: str, wrong: str):
        running = [one for one in gc.get_objects() if type(one) is FunctionType]
        Mutant("room", text, wrong, ()).put(tmp_path, running)
        assert path.read_text() == SOURCE
        return module

    return put


def test_every_line_still_stands_and_its_tests_are_there():
    assert lost(MUTANTS) == []


def test_no_mistake_is_made_twice():
    changes = [(one.room, one.text, one.wrong) for one in MUTANTS]
    assert len(set(changes)) == len(changes)


@pytest.mark.parametrize(
    ("text", "wrong", "said"),
    [("times > MOST", "times >= MOST", "open!"), ('return "shut"', 'return "ajar"', "ajar!"), ("MOST else", "9 else", "shut!")],
)  # fmt: skip
def test_a_mistake_reaches_what_was_imported_and_decorated(room, text, wrong, said):
    assert room(text, wrong).Door().knock(2) == said


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("MOST = 2", "MOST = 3"), ("gone", "x"), ("MOST", "LEAST"), ('"shut"', "'shut'")],
)
def test_what_is_in_no_function_or_in_two_places_or_changes_nothing_is_refused(room, text, wrong):
    with pytest.raises(NotFound):
        room(text, wrong)
