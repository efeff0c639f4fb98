"""Runs the tests in copies of one warm process: all of them as they are, then for each change the few that are there
for it.

A copy is made by forking, so it starts with everything imported, the tables made and the worlds built. The change is
put into its functions, and nowhere else: no file is written, and what is interrupted leaves nothing behind.
"""

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol  # the one way to run a test and get its reports
from django.db import connections

from tests import moulds

from .mutant import Mutant

MOST_SECONDS = 180  # of the tests of one change; a change that makes them wait for ever was noticed
NOTICED, SURVIVED = "noticed: ", "survived"
AS_BUILT = timedelta(minutes=14)  # what may be changed for a quarter of an hour can still be changed
SERVER = "address"  # the fixture that starts one in a thread, which is not in a copy


class Warm:
    """The plugin. `wrong` says what is wrong with which change, when the run has ended."""

    def __init__(self, tree: Path, mutants: list[Mutant]):
        self.tree, self.mutants, self.wrong = tree, mutants, []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        moulds.FRESH = AS_BUILT  # by code without a change
        items = [one for one in session.items if SERVER not in one.fixturenames]
        tests = {mutant: [one for one in items if _is_of(mutant, one.nodeid)] for mutant in self.mutants}
        for item, after in _followed(list(dict.fromkeys(its[0] for its in tests.values() if its))):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        said = _in_a_copy(lambda: None, items, MOST_SECONDS * len(items))
        if said != SURVIVED:
            self.wrong.append(f"without any change these tests do not pass: {said}")
            return True
        running = [one for one in gc.get_objects() if type(one) is FunctionType]
        for mutant, its in tests.items():
            self._try(mutant, its, running)
        return True

    def _try(self, mutant: Mutant, items: list[pytest.Item], running: list[FunctionType]) -> None:
        began = time.monotonic()
        said = _in_a_copy(lambda: mutant.put(self.tree, running), items) if items else "has no tests"
        print(f"\n{time.monotonic() - began:5.1f} s  {mutant}\n         {said}", end="", flush=True)
        if not said.startswith(NOTICED):
            self.wrong.append(f"{mutant}: {said}")


def _in_a_copy(change: Callable[[], None], items: list[pytest.Item], seconds: int = MOST_SECONDS) -> str:
    """Which of these tests failed with the change, in a process of its own."""
    connections.close_all()
    reads, writes = os.pipe()
    if not (child := os.fork()):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        os.write(writes, _outcome(change, items).encode())
        os._exit(0)
    os.close(writes)
    with open(reads) as said:
        outcome = said.read()
    os.waitpid(child, 0)
    return outcome or f"{NOTICED}it took too long"


def _outcome(change: Callable[[], None], items: list[pytest.Item]) -> str:
    try:
        change()
        items[0].session._setupstate.teardown_exact(items[0].parent)  # what the test before it left standing
        for item, after in _followed(items):
            if any(report.failed for report in runtestprotocol(item, nextitem=after, log=False)):
                return f"{NOTICED}{item.nodeid}"
    except BaseException as error:  # noqa: BLE001  (whatever it is, it must not go on in a copy)
        return repr(error)
    return SURVIVED


def _followed(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each with the next; the last with where the first stands, so that what is made once for all stays."""
    return zip(items, [*items[1:], *(one.parent for one in items[:1])], strict=True)


def _is_of(mutant: Mutant, name: str) -> bool:
    return any(
        name == test or name.startswith((f"{test}/", f"{test}::", f"{test}[")) for test in mutant.tests
    )
