"""What the sentences of notifications about meetings share."""

from datetime import date

from community.members.clocks import full_day


def with_day(data: dict, *fields: str) -> dict:
    """The data with these ISO dates in words: weekday, date and year."""
    return data | {field: full_day(date.fromisoformat(data[field])) for field in fields}
