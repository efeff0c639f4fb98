"""What the planner answers: frozen values and codes. The words are chosen where people read (`planner/words.py`)."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Said:
    """One thing that can be said in any language: its code, and the values that stand in the sentence."""

    code: str
    values: dict = field(default_factory=dict)

    def as_json(self) -> dict:
        """The code beside its values."""
        return {"code": self.code} | self.values


@dataclass(frozen=True)
class Turn:
    """Who hosts a meeting, where and when, with the reasons for it, the strongest first."""

    meeting: str
    venue: str
    organisation: str
    date: dt.date
    reasons: tuple[Said, ...]

    def as_json(self) -> dict:
        """As in section 3.8, with codes for reasons."""
        return {
            "meeting": self.meeting,
            "venue": self.venue,
            "organisation": self.organisation,
            "date": self.date.isoformat(),
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True)
class Blocked:
    """A meeting that cannot be at a venue on a date, and all that stands in its way."""

    meeting: str
    venue: str
    organisation: str
    date: dt.date
    broken: tuple[Said, ...]

    def as_json(self) -> dict:
        """As in section 3.8, and the host; a missing facility is named by itself. `broken` holds the codes."""
        return {
            "meeting": self.meeting,
            "venue": self.venue,
            "organisation": self.organisation,
            "date": self.date.isoformat(),
            "constraints": [
                said.values["need"] if said.code == "need" else said.code for said in self.broken
            ],
            "broken": [said.as_json() for said in self.broken],
        }


@dataclass(frozen=True)
class Conflict:
    """Meetings that do not fit together, and the only organisations that could host them.

    `code` is `nobody` (no host at all), `few_turns` (too few turns for these meetings) or `order` (dates, gaps and
    spacing do not go together).
    """

    meetings: tuple[str, ...]
    organisations: tuple[str, ...]
    code: str

    def as_json(self) -> dict:
        """As in section 3.8, with the code instead of a sentence."""
        return {
            "meetings": list(self.meetings),
            "organisations": list(self.organisations),
            "code": self.code,
        }


@dataclass(frozen=True)
class Relaxation:
    """One change that makes a plan possible. `values` holds what its sentence needs: `times`, `seats` or `place`."""

    kind: str
    meeting: str | None = None
    organisation: str | None = None
    date: dt.date | None = None
    values: dict = field(default_factory=dict)

    def as_json(self) -> dict:
        """As in section 3.8, with values instead of a sentence."""
        return {
            "kind": self.kind,
            "meeting": self.meeting,
            "organisation": self.organisation,
            "date": self.date.isoformat() if self.date else None,
        } | self.values


@dataclass(frozen=True)
class Objective:
    """What a plan is compared on, from the first part to the last; distances in km, one way."""

    largest_balance: Fraction
    squared_balances: Fraction
    changes: int | None
    attending: int
    host_if_need_be: int
    attend_if_need_be: int
    farthest_km: float
    travel_km: float

    @classmethod
    def from_json(cls, parts: list) -> "Objective":
        """Read back what `as_json` wrote. Raises `ValueError` for another number of parts."""
        worst, squares, *changes, attending, host, attend, farthest, travelled = parts
        if len(changes) > 1:
            raise ValueError(parts)
        return cls(
            Fraction(worst), Fraction(squares), changes[0] if changes else None,
            -attending, host, attend, farthest, travelled,
        )  # fmt: skip

    def as_json(self) -> list:
        """The list of section 3.8: less is better, so who attend count below zero; changes only if asked."""
        changes = [] if self.changes is None else [self.changes]
        return [
            str(self.largest_balance),
            str(self.squared_balances),
            *changes,
            -self.attending,
            self.host_if_need_be,
            self.attend_if_need_be,
            self.farthest_km,
            self.travel_km,
        ]


@dataclass(frozen=True)
class Plan:
    """Who hosts when, or why there is no such plan. `status` as in section 3.8; distances in km, one way."""

    status: str
    turns: tuple[Turn, ...] = ()
    objective: Objective | None = None
    balances: dict[str, Fraction] = field(default_factory=dict)
    travel_km: dict[str, float] = field(default_factory=dict)
    blocked: tuple[Blocked, ...] = ()
    conflict: Conflict | None = None
    relaxations: tuple[Relaxation, ...] = ()

    def as_json(self) -> dict:
        """The plan of section 3.8 but for its sentences, which `planner/words.py` puts in."""
        return {
            "status": self.status,
            "assignments": [turn.as_json() for turn in self.turns],
            "objective": self.objective.as_json() if self.objective else [],
            "balances": {name: str(value) for name, value in self.balances.items()},
            "travel_km": self.travel_km,
            "blocked": [one.as_json() for one in self.blocked],
            "conflict": self.conflict.as_json() if self.conflict else None,
            "relaxations": [one.as_json() for one in self.relaxations],
        }
