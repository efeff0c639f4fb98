"""Runs the checks, one line for each as it ends, and then all that the failed ones had to say."""

import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

from . import house, sizes, tools
from .outcomes import FAILED, OK, Outcome


def names() -> list[str]:
    return [*tools.TOOLS, "sizes", *house.CHECKS]


def outcomes(asked: list[str]) -> Iterator[Outcome]:
    """The tools run side by side in the background, while the checks of Django run here."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = [pool.submit(tools.run, name) for name in tools.TOOLS if name in asked]
        if "sizes" in asked:
            yield house.attempt("sizes", sizes.check)
        yield from of_django([name for name in house.CHECKS if name in asked])
        for done in as_completed(running):
            yield done.result()


def of_django(asked: list[str]) -> Iterator[Outcome]:
    """What Django finds; when it does not even start, that is the one thing to tell."""
    if not asked:
        return
    with tempfile.TemporaryDirectory(prefix="vonder-check-") as folder:
        opened = house.attempt("django", lambda _said: house.open_house(folder))
        if opened.state != OK:
            yield opened
            return
        for name in asked:
            yield house.attempt(name, partial(house.call, name))


def main(asked: list[str]) -> int:
    if unknown := [name for name in asked if name not in names()]:
        print(f"There is no check {', '.join(unknown)}; there are {', '.join(names())}.")
        return 2
    failed = []
    for outcome in outcomes(asked or names()):
        print(outcome.line(), flush=True)
        if outcome.state == FAILED:
            failed.append(outcome)
    for outcome in failed:
        print(f"\n== {outcome.name}\n{outcome.said.strip()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
