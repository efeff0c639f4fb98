"""The size gate: a file that nobody can review is too long, or too wide.

Files that are larger stand in `exceptions.toml`, each with its reason; a line there that is no longer needed is a
fault as well, so the list only holds what is so.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .tools import ROOT

EXCEPTIONS = Path(__file__).parent / "exceptions.toml"
WIDTH = 120  # ruff holds Python to less

# Which files, how many lines they may have, and whether their width is looked at.
KINDS = [
    ("community/**/*.py", 300, False),
    ("events/**/*.py", 300, False),
    ("forum/**/*.py", 300, False),
    ("tests/**/*.py", 300, False),
    ("templates/**/*.html", 120, True),
    ("templates/**/*.txt", 120, True),
    ("static/css/**/*.css", 300, True),
    ("static/js/**/*.js", 300, True),
]
# An attribute that holds an address, alone on its line: it cannot be broken.
ADDRESS = re.compile(r"""^\s*((href|src|action|hx-\w+)="[^"]*"|[\w-]+="[^" ]*://[^"]*")\s*/?>?$""")


def measure(root: Path) -> Iterator[tuple[str, str, str]]:
    """(kind of excess, path, what is wrong) for every file that is too long or too wide."""
    for pattern, most, look_at_width in KINDS:
        for path in sorted(root.glob(pattern)):
            if "migrations" in path.parts:
                continue
            name, lines = path.relative_to(root).as_posix(), path.read_text().splitlines()
            if len(lines) > most:
                yield "lines", name, f"{name} has {len(lines)} lines; at most {most}"
            wide = [number for number, line in enumerate(lines, 1) if look_at_width and is_wide(line)]
            if wide:
                yield "width", name, f"{name}:{wide[0]} is wider than {WIDTH} ({len(wide)} such lines)"


def is_wide(line: str) -> bool:
    return len(line) > WIDTH and not ADDRESS.match(line)


def faults(root: Path, exceptions: list[dict]) -> list[str]:
    """What is too large and not excepted, and what is excepted and not too large."""
    found = {(kind, name): what for kind, name, what in measure(root)}
    excepted = {(group["kind"], name) for group in exceptions for name in group["files"]}
    return [
        *(what for key, what in found.items() if key not in excepted),
        *(
            f"{name} needs no exception for its {kind} any more: take it out of {EXCEPTIONS.name}"
            for kind, name in sorted(excepted - found.keys())
        ),
        *(f"An exception for {group['kind']} has no reason" for group in exceptions if not group["reason"]),
    ]


def check(said: IO[str]) -> None:
    """Say what is too large; that ends the check."""
    wrong = faults(ROOT, tomllib.loads(EXCEPTIONS.read_text())["exceptions"])
    said.write("\n".join(wrong) or "No file is too large")
    if wrong:
        raise SystemExit(1)
