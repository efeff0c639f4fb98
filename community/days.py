"""Days and periods as people in Belgium and the Netherlands type them, in Dutch or in English.

A grammar of our own: readers of dates in general guess (a lone "12" is a day of this month to them, 3/4 is March in
English) and know no periods. Here a day comes before its month, and what cannot be read is said.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

LONGEST = 400  # days in one period
MOST_LETTERS = 300  # of one line

_MONTHS = (
    "jan januari january", "feb febr februari february", "mrt maa maart mar march", "apr april", "mei may",
    "jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oct oktober october",
    "nov november", "dec december",
)  # fmt: skip
_WEEKDAYS = (
    "ma maandag mon monday", "di dinsdag tue tues tuesday", "wo woe woensdag wed wednesday",
    "do don donderdag thu thur thurs thursday", "vr vrij vrijdag fri friday", "za zat zaterdag sat saturday",
    "zo zon zondag sun sunday",
)  # fmt: skip
MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}


#: Letters that an expression without capitals takes for a letter of ours.
_ALIKE = str.maketrans("ſıİ\N{KELVIN SIGN}", "siik")


def _folded(name: str) -> str:
    """The name of a month or a weekday, as the tables above have it."""
    return name.translate(_ALIKE).lower()


def _one_of(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NTH = r"(?:ste|de|e|st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}(?!\d)|['’‘]\d\d(?!\d))"
_BEFORE = re.compile(
    rf"(?:(?:op|on)\s+)?(?:(?P<weekday>{_one_of(WEEKDAY)})\b\.?,?\s*)?(?:de\s+|the\s+)?", re.I
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)"
        r"(?P<year>\d{4}(?!\d)|['’]?\d\d(?![-/.]?\d))",
        r"(?P<day>\d{1,2})[-/](?P<month>0?[1-9]|1[0-2])(?![-/.]?\d)"
        rf"(?!\s*(?:{_one_of(['uur', 'u', 'h', 'dag', 'day', 'jaar', 'years', *MONTH])})\b)",
        rf"(?P<day>\d{{1,2}}){_NTH}[\s-]*(?:of\s+)?(?P<name>{_one_of(MONTH)})\b\.?(?:[\s,-]*{_YEAR})?",
        rf"(?P<name>{_one_of(MONTH)})\b\.?\s+(?P<day>\d{{1,2}}){_NTH}(?!\d)(?:,?\s+{_YEAR})?",
    )
)
_BARE = re.compile(rf"(?P<day>\d{{1,2}}){_NTH}(?![\w/.:'’])", re.IGNORECASE)
_FROM = re.compile(r"(?:van|vanaf|sinds|from|since|(?P<both>tussen|between))\b\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:en|and)\b\s*", re.IGNORECASE)
_UNTIL = r"t\s?/\s?m\b|t\.?m\.?(?=\s|\d)|tot\s+(?:en|&)\s+met\b|tot\b|up\s+to(?:\s+and\s+including)?\b"
_TO = re.compile(
    rf"\s*(?P<word>{_UNTIL}|through\b|thru\b|until\b|till\b|to\b)\s*|\s*[-–—]\s*|/(?=\d{{4}}-)", re.IGNORECASE
)
_HALF = re.compile(rf"(?:\b(?:{_FROM.pattern}|through|until|till|to)|{_UNTIL})\s*$", re.IGNORECASE)
_LISTED = re.compile(r"\b\d{1,2}\s*(?:,|&|\ben\b|\band\b|\bof\b|\bor\b)\s*$", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[,;+&]|\b(?:en|and|of|or)\b)\s*|\s+", re.IGNORECASE)
_EDGE = " \t,;:–—-"  # between a day and the words beside it
_WORD = re.compile(r"(?<![\w/.-])\w")
#: Numbers before which a slash or a dash makes no date: "groep 1/2".
_COUNTED = re.compile(
    r"\b(?:groep|groepen|klas|klassen|leerjaar|kamer|group|groups|class|room)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class _Part:
    """What stands there of a day; `month` and `year` may have to come from another day beside it."""

    text: str
    day: int
    month: int | None = None
    year: int | None = None
    weekday: str = ""

    def on(self, year: int | None, month: int | None) -> "_Part":
        return replace(self, year=self.year or year, month=self.month or month)

    @property
    def date(self) -> date:
        if not (self.month and self.year):
            raise ValidationError(_("Add the month and the year to “%(text)s”.") % {"text": self.text})
        try:
            found = date(self.year, self.month, self.day)
        except ValueError:
            raise ValidationError(_("There is no day “%(text)s”.") % {"text": self.text}) from None
        if self.weekday and WEEKDAY[_folded(self.weekday)] != found.weekday():
            text = _("%(day)s is a %(weekday)s. Which day do you mean?")
            named = {"day": date_format(found, "j F Y"), "weekday": date_format(found, "l")}
            raise ValidationError(text % named)
        return found


def _part(text: str, at: int, *, bare: bool = False) -> tuple[_Part, int] | None:
    """The day that begins here and where it ends; with `bare` a number alone is one too."""
    before = _BEFORE.match(text, at)
    start = before.end() if before else at
    for form in (*_FORMS, _BARE) if bare else _FORMS:
        if found := form.match(text, start):
            said = found.groupdict()
            year = (said.get("year") or "").lstrip("'’‘")
            month = MONTH[_folded(said["name"])] if said.get("name") else int(said.get("month") or 0)
            read = _Part(
                text=text[at : found.end()].strip(" ,."),
                day=int(said["day"]),
                month=month or None,
                year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
                weekday=(before and before["weekday"]) or "",
            )
            return read, found.end()
    return None


def _span(text: str, at: int, *, bare: bool = False) -> tuple[_Part, _Part | None, int] | None:
    """The day or the period that begins here, and where it ends."""
    opened = _FROM.match(text, at)
    first = _part(text, opened.end() if opened else at, bare=True)
    if first is None:
        return None
    to = _TO.match(text, first[1])
    if to is None and opened and opened["both"]:
        to = _AND.match(text, first[1])
    if to:
        last = _part(text, to.end(), bare=bool(to.groupdict().get("word")))
        if last and (first[0].month or last[0].month):
            return first[0], last[0], last[1]
    if opened:  # from when, and not until when
        return None
    return (first[0], None, first[1]) if first[0].month or bare else None


def _dates(first: _Part, last: _Part | None) -> tuple[date, date]:
    """The first and the last day; what one does not say comes from the other."""
    if last is None:
        return first.date, first.date
    start, end = first.on(last.year, last.month), last.on(first.year, first.month)
    if (
        start.year == end.year
        and start.month
        and end.month
        and (start.month, start.day) > (end.month, end.day)
    ):
        if first.year is None and first.month:  # 21-12 t/m 4-1-2027
            start = replace(start, year=start.year and start.year - 1)
        elif last.year is None and last.month:  # 21-12-2026 t/m 4-1
            end = replace(end, year=end.year and end.year + 1)
    begins, ends = start.date, end.date
    if ends < begins:
        raise ValidationError(_("The last day comes after the first."))
    if ends - begins > timedelta(days=LONGEST):
        raise ValidationError(
            _("“%(text)s” is longer than a year.") % {"text": f"{first.text} – {last.text}"}
        )
    return begins, ends


def _spans_in(text: str) -> list[tuple[int, int, _Part, _Part | None]]:
    """Where days and periods stand between other words."""
    found: list[tuple[int, int, _Part, _Part | None]] = []
    at = 0
    while start := _WORD.search(text, at):
        at = start.end()
        span = _span(text, start.start())
        counted = span and span[0].year is None and _COUNTED.search(text, 0, start.start())
        if span and not counted:
            found.append((start.start(), span[2], span[0], span[1]))
            at = span[2]
    return found


def _unread(text: str) -> ValidationError:
    said = _("“%(text)s” is not a date. Type it as 15-2-2027, and a period as 15-2-2027 to 19-2-2027.")
    return ValidationError(said % {"text": " ".join(text.split())[:60]})


def period(line: str) -> tuple[date, date, str]:
    """The first day, the last day (inclusive) and the other words of a line: 15 t/m 19 februari 2027 verbouwing.

    Raises `ValidationError` for a line without a day, or with another one in the words that are left.
    """
    found = _spans_in(line) if len(line) <= MOST_LETTERS else []
    dated = [one for one in found if one[2].year or (one[3] and one[3].year)]
    if not found:
        raise _unread(line)
    start, end, first, last = (dated or found)[0]
    dates = _dates(first, last)
    before, after = line[:start].rstrip(" \t").strip("("), line[end:]
    shown = " ".join(line.split())[:60]
    listed = _LISTED.search(before)
    if len(found) > 1 or (listed and not _COUNTED.search(before, 0, listed.start())):
        text = _("There is more than one period in “%(text)s”. Put each on a line of its own.")
        raise ValidationError(text % {"text": shown})
    if _HALF.search(before) or ((to := _TO.match(after)) and to["word"]):
        raise ValidationError(_("Type the first and the last day in “%(text)s”.") % {"text": shown})
    reason = " ".join([*before.strip(_EDGE).split(), *after.lstrip(_EDGE + ")").rstrip(_EDGE).split()])
    if reason and not any(letter.isalpha() for letter in reason):
        raise _unread(line)
    return *dates, reason


def days(text: str) -> list[date]:
    """The days in a list, in order and each once: 14-1-2027, 21 en 28 januari 2027.

    Raises `ValidationError` for anything else in it.
    """
    spans: list[tuple[_Part, _Part | None]] = []
    at = 0
    text = text.strip(" \t\r\n,;.")
    while at < len(text):
        span = _span(text, at, bare=True)
        if span is None:
            raise _unread(text[at:])
        first, last, at = span
        spans.append((first, last))
        apart = _APART.match(text, at)
        if apart is None and at < len(text):
            raise _unread(text)
        at = apart.end() if apart else at
    found: set[date] = set()
    for first, last in _filled(spans):
        begins, ends = _dates(first, last)
        found |= set(between(begins, ends))
    return sorted(found)


def between(first: date, last: date) -> list[date]:
    """Every day of a period, both ends included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def on_line(number: int, error: ValidationError) -> ValidationError:
    """What is wrong, with the line of a field in which it is."""
    return ValidationError(_("Line %(number)d: %(text)s") % {"number": number, "text": error.messages[0]})


def _filled(spans: list[tuple[_Part, _Part | None]]) -> list[tuple[_Part, _Part | None]]:
    """Days without a month or a year take it from the next one that has it, or else from the one before."""
    for step in (-1, 1):
        year = month = None
        for n in range(len(spans))[::step]:
            first, last = spans[n]
            if last is None:
                earlier = step < 0 and first.month and month and first.month > month
                first = first.on(year and year - bool(earlier), month)
                spans[n] = (first, None)
            year, month = (first.year or (last and last.year) or year, first.month or month)
    return spans


def day(text: str) -> date:
    """One day. Raises `ValidationError` for less or more."""
    read = _part(text.strip(), 0)
    if read is None or read[1] < len(text.strip(" .")):
        raise _unread(text)
    return read[0].date


def typed(first: date, last: date | None = None, reason: str = "") -> str:
    """A day or a period as people type it; `period` reads it again, in either language."""
    shown = f"{first.day}-{first.month}-{first.year}"
    if last and last != first:
        shown = _("%(first)s to %(last)s") % {"first": shown, "last": f"{last.day}-{last.month}-{last.year}"}
    return f"{shown} {reason}".strip()


def periods_of(reasons: dict[date, str]) -> list[tuple[date, date, str]]:
    """Days in a row with the same words beside them, as periods."""
    rows = sorted(reasons.items())
    runs = groupby(enumerate(rows), key=lambda one: (one[1][0].toordinal() - one[0], one[1][1]))
    found = []
    for (_run, reason), run in runs:
        own = [day for _number, (day, _reason) in run]
        found.append((own[0], own[-1], reason))
    return found
