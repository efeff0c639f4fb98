"""Days as people type them in a list."""

import re
from datetime import date


def parse_day(text: str) -> date:
    """A date as people type it: 14-1-2027, 14/1/2027 or 2027-01-14. Raises `ValueError`."""
    parts = re.split(r"[-/.]", text.strip())
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(text)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    return date(numbers[2], numbers[1], numbers[0])


def typed_day(day: date) -> str:
    """A date as people type it, for `parse_day`."""
    return f"{day.day}-{day.month}-{day.year}"
