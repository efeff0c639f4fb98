"""Proves that the suite sees: changes one chosen line at a time in a copy of the tree and runs the tests of its room.

    python -m tests.mutants             all of them, two at a time
    python -m tests.mutants forum unread   those whose room or line says one of these words
    python -m tests.mutants --find      only look whether every line still stands

Fails for a change that no test notices, and for a line that is no longer found.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .lines import MUTANTS
from .mutant import Mutant, NotFound

TREE = Path(__file__).resolve().parents[2]
MOST_SECONDS = 600  # of the tests of one change; a change that makes them wait for ever was noticed
FAILED = 1  # how pytest says that a test failed; any other number means that it could not run
AT_ONCE = 2


def copied() -> Path:
    """A copy of everything that is or would be in git, and of the compiled words."""
    copy = Path(tempfile.mkdtemp(prefix="vonder-mutants-"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=TREE, capture_output=True, check=True
    )
    for name in [*filter(None, listed.stdout.decode().split("\0")), "locale/nl/LC_MESSAGES/django.mo"]:
        if (TREE / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TREE / name, copy / name)
    return copy


def pytest(tree: Path, tests: tuple[str, ...]) -> tuple[int, str]:
    """How the tests ended, and the last they said."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return FAILED, "took too long"
    return done.returncode, "\n".join((done.stdout + done.stderr).splitlines()[-15:])


def said(tree: Path, mutant: Mutant) -> str:
    """Empty when the tests noticed the change, else what is wrong."""
    path = mutant.find(tree)
    before = path.read_text()
    path.write_text(mutant.changed(tree))
    try:
        code, words = pytest(tree, mutant.tests)
    finally:
        path.write_text(before)
    if code == FAILED:
        return ""
    return "survived" if code == 0 else f"the tests could not run:\n{words}"


class Trees:
    """As many copies of the tree as changes are tried at once; each thread takes the one that is its own."""

    def __init__(self):
        self.own = threading.local()
        self.made = []

    def __call__(self) -> Path:
        if not hasattr(self.own, "tree"):
            self.own.tree = copied()
            self.made.append(self.own.tree)
        return self.own.tree

    def remove(self) -> None:
        for tree in self.made:
            shutil.rmtree(tree, ignore_errors=True)


def main(words: list[str]) -> int:
    chosen = [one for one in MUTANTS if not words or any(word in f"{one} {one.tests}" for word in words)]
    wrong = lost(chosen)
    if not wrong and "--find" not in sys.argv:
        wrong = survivors(chosen)
    print(f"{len(chosen)} changes, {len(wrong)} of them wrong", *wrong, sep="\n")
    return int(bool(wrong) or not chosen)


def lost(chosen: list[Mutant]) -> list[str]:
    """Lines that are no longer found, changes that are no Python, and tests that are not there."""
    wrong = []
    for mutant in chosen:
        try:
            mutant.changed(TREE)
        except (NotFound, SyntaxError) as error:
            wrong.append(str(error))
        wrong += [f"{mutant}: no {test}" for test in mutant.tests if not (TREE / test).exists()]
    return wrong


def survivors(chosen: list[Mutant]) -> list[str]:
    """Changes that nobody noticed. The tests must pass without them, or noticing says nothing."""
    trees = Trees()
    try:
        code, words = pytest(trees(), tuple(sorted({test for one in chosen for test in one.tests})))
        if code:
            return [f"without any change these tests fail:\n{words}"]
        with ThreadPoolExecutor(AT_ONCE) as workers:
            outcomes = list(workers.map(lambda one: _try(trees, one), chosen))
        return [outcome for outcome in outcomes if outcome]
    finally:
        trees.remove()


def _try(trees: Trees, mutant: Mutant) -> str:
    outcome = said(trees(), mutant)
    print(f"{'noticed' if not outcome else outcome.splitlines()[0]:9} {mutant}", flush=True)
    return f"{mutant}: {outcome}" if outcome else ""


if __name__ == "__main__":
    sys.exit(main([word for word in sys.argv[1:] if not word.startswith("--")]))
