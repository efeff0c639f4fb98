"""Where the places of Belgium and the Netherlands lie, by name."""

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from community.words import words

FILE = Path(__file__).with_name("towns.csv")


@dataclass(frozen=True)
class Town:
    """A place of at least 1,000 people; degrees are WGS84."""

    name: str
    country: str
    latitude: float
    longitude: float


@cache
def towns() -> tuple[Town, ...]:
    """All places, the largest first, each by the name that it is called by in Dutch."""
    with FILE.open(encoding="utf-8") as lines:
        rows = list(csv.reader((line for line in lines if not line.startswith("#")), delimiter=";"))
    return tuple(
        Town(names.split("|")[0], country, float(lat), float(lon)) for names, country, lat, lon in rows
    )


@cache
def _by_name() -> dict[str, Town]:
    """Of two places with one name the larger one is meant."""
    found: dict[str, Town] = {}
    with FILE.open(encoding="utf-8") as lines:
        rows = [line.split(";")[0].split("|") for line in lines if not line.startswith("#")]
    for names, town in zip(rows, towns(), strict=True):
        for name in names:
            found.setdefault(_plain(name), town)
    return found


def _plain(name: str) -> str:
    return " ".join(words(name))


def find_town(typed: str) -> Town | None:
    """The place of this name; capitals, accents and hyphens do not count."""
    return _by_name().get(_plain(typed))


def like_town(typed: str) -> Town | None:
    """The place that is probably meant by a name that we do not know."""
    close = get_close_matches(_plain(typed[:60]), _by_name(), n=1, cutoff=0.75)
    return _by_name()[close[0]] if close else None
