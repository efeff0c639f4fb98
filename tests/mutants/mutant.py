"""One changed line: the suite must notice it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType


class NotFound(Exception):
    """The line stands nowhere any more, or in more than one place, or in no function."""


@dataclass(frozen=True)
class Mutant:
    """In the one file below `room` that says `text`, it becomes `wrong`; one of `tests` must fail then.

    A file is found by its words, so that it may move and be divided. `text` is as long as it must be to stand in one
    place only, and stands in a function.
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

    def changed(self, tree: Path) -> list[tuple[CodeType, CodeType]]:
        """The functions of that file that it changes, each as it is and with the mistake in it.

        Raises `NotFound`, and `SyntaxError` for what is no Python.
        """
        path = self.find(tree)
        right = path.read_text()
        before, after = (
            list(_codes(compile(words, str(path), "exec", dont_inherit=True)))
            for words in (right, right.replace(self.text, self.wrong))
        )
        pairs = [(old, new) for old, new in zip(before, after, strict=False) if old != new]
        if not pairs or [one.co_qualname for one in before] != [one.co_qualname for one in after]:
            raise NotFound(f"{self}: changes more, or less, than what a function does")
        return pairs

    def put(self, tree: Path, running: list[FunctionType]) -> None:
        """From now on the functions of this process make the mistake. Raises `NotFound` when none of them does."""
        new = dict(self.changed(tree))
        made = [function for function in running if function.__code__ in new]
        if not made:
            raise NotFound(f"{self}: is in no function that runs")
        for function in made:
            function.__code__ = new[function.__code__]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)
