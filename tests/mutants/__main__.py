"""Proves that the tests see: makes one chosen mistake at a time and runs the tests that are there for it.

    python -m tests.mutants             all of them
    python -m tests.mutants forum unread   those whose room, line or tests say one of these words
    python -m tests.mutants --find      only look whether every line still stands

Fails for a mistake that no test notices, and for a line that is no longer found.
"""

import sys
from pathlib import Path

import pytest

from .lines import MUTANTS
from .mutant import Mutant, NotFound

TREE = Path(__file__).resolve().parents[2]


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
            wrong.append(f"{mutant}: {error}")
        files = (test.partition("::")[0] for test in mutant.tests)
        wrong += [f"{mutant}: no {file}" for file in files if not (TREE / file).exists()]
    return wrong


def survivors(chosen: list[Mutant]) -> list[str]:
    """Changes that nobody noticed. The tests must pass without them, or noticing says nothing."""
    tests = sorted({test for one in chosen for test in one.tests})
    ran = pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[warm := _warm(chosen)])
    return warm.wrong or ([] if ran == 0 else ["the tests could not run"])


def _warm(chosen: list[Mutant]):
    from .warm import Warm

    return Warm(TREE, chosen)


if __name__ == "__main__":
    sys.exit(main([word for word in sys.argv[1:] if not word.startswith("--")]))
