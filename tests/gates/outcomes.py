"""What one check of the gate found."""

from dataclasses import dataclass

OK, FAILED, SKIPPED = "ok", "FAILED", "skipped"


@dataclass(frozen=True)
class Outcome:
    """`said` is shown beside the name when all is well, and in full below the table when it is not."""

    name: str
    state: str
    said: str
    seconds: float

    def line(self) -> str:
        """One line of the table: the state, the name, how long it took, and the last thing that was said."""
        last = self.said.strip().splitlines()[-1:] if self.state != FAILED else []
        return f"{self.state:<8} {self.name:<12} {self.seconds:5.1f} s  {''.join(last)}".rstrip()
