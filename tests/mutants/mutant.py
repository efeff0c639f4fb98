"""One changed line: the suite must notice it."""

import ast
from dataclasses import dataclass
from pathlib import Path


class NotFound(Exception):
    """The line stands nowhere any more, or in more than one place."""


@dataclass(frozen=True)
class Mutant:
    """In the one file below `room` that says `text`, it becomes `wrong`; one of `tests` must fail then.

    A file is found by its words, so that it may move and be divided. `text` is as long as it must be to stand in one
    place only.
    """

    room: str
    text: str
    wrong: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.room}: {' '.join(self.text.split())[:70]}"

    def find(self, tree: Path) -> Path:
        """The file in which the text stands. Raises `NotFound`."""
        found = [path for path in self._files(tree) if self.text in path.read_text()]
        if len(found) != 1 or found[0].read_text().count(self.text) != 1:
            raise NotFound(f"{self}: stands in {len(found)} files, and must stand once in one")
        return found[0]

    def _files(self, tree: Path):
        room = tree / self.room
        return sorted(path for path in room.rglob("*.py") if "migrations" not in path.parts)

    def changed(self, tree: Path) -> str:
        """What the file says with the change in it. Raises `NotFound`, and `SyntaxError` for what is no Python."""
        words = self.find(tree).read_text().replace(self.text, self.wrong)
        ast.parse(words)
        return words
