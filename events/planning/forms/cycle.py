"""The cadence of a year, as a facilitator chooses it."""

from datetime import date, timedelta

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community import days
from community.day_fields import DayField
from community.members import clocks
from community.networks.models import Network
from community.richtext.forms import KeepsFiles, LineField, ManyFilesField, OneFileInput

from ...meetings import moments
from ...meetings.forms import FIRST_YEAR, LAST_YEAR, TimeInput
from ...meetings.models import FIRST_MONTH, Meeting
from .. import calendar_files, holidays
from ..closings import holiday

#: A year that begins in one of these months is the next one.
LATE = (5, 6, 7, 8)


class CycleForm(KeepsFiles, forms.Form):
    """A year of meetings: by weeks, by a weekday of the month, or with dates that are typed.

    By weeks and by weekday each meeting gets a few dates, a week apart, on which schools are open.
    """

    takes, most = "holidays", 1

    class Cadence(models.TextChoices):
        WEEKS = "weeks", _("Every so many weeks, on the same weekday")
        MONTHLY = "monthly", _("On a weekday of the month, such as the third Wednesday")
        DATES = "dates", _("On dates that I type")

    name = LineField(label=_("Name of this year"), max_length=80)
    cadence = forms.ChoiceField(
        label=_("When you meet"), choices=Cadence, initial=Cadence.WEEKS, widget=forms.RadioSelect
    )
    first_day = DayField(
        label=_("First meeting on"),
        required=False,
        help_text=_("The others fall on the same weekday, or on the same weekday of the month."),
    )
    count = forms.IntegerField(
        label=_("Number of meetings"), min_value=1, max_value=12, initial=5, required=False
    )
    weeks = forms.IntegerField(
        label=_("Weeks in between"), min_value=1, max_value=26, initial=8, required=False
    )
    months = forms.IntegerField(
        label=_("Months in between"), min_value=1, max_value=12, initial=2, required=False
    )
    choices = forms.IntegerField(
        label=_("Dates to choose from"), min_value=1, max_value=4, initial=2, required=False
    )
    dates = forms.CharField(
        label=_("Or type the dates"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One meeting a line, its dates with a comma between them: 14-1-2027, 21-1-2027"),
    )
    calendars = forms.MultipleChoiceField(
        label=_("Do not meet on"),
        choices=holidays.CALENDARS.items(),
        initial=holidays.USUAL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    holidays = ManyFilesField(
        label=_("And on the days in this calendar file"),
        required=False,
        help_text=_("Dutch school holidays: the .ics file of your region, as the ministry publishes it."),
        widget=OneFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    start_time = forms.TimeField(label=_("From"), widget=TimeInput())
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput())
    mode = forms.ChoiceField(label=_("How you meet"), choices=Meeting.Mode)
    expected = forms.IntegerField(label=_("People in the room"), min_value=0, max_value=500, initial=12)
    step_free = forms.BooleanField(label=_("A step-free venue is needed"), required=False)
    answer_by = DayField(label=_("Answers before"))

    #: Which fields stand together, under which heading.
    GROUPS = (
        (_("The year"), ("name", "cadence")),
        ("", ("first_day",)),
        ("", ("count", "weeks", "months", "choices")),
        ("", ("dates", "calendars", "holidays")),
        (_("Every meeting"), ("start_time", "end_time", "mode", "expected")),
        ("", ("step_free",)),
        (_("The answers"), ("answer_by",)),
    )
    #: Asked for by one cadence and not by another, so neither required nor optional.
    CONDITIONAL = ("first_day", "count", "weeks", "months", "choices", "dates", "calendars", "holidays")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.skipped: list[tuple[date, str]] = []
        self.asked_though: list[tuple[date, str]] = []
        self.left_out: list[str] = []
        self.fields["start_time"].help_text = clocks.place_time(moments.HOME_NAME)
        for name in self.CONDITIONAL:
            self.fields[name].conditional = True

    @property
    def groups(self) -> list[tuple[str | Promise, list]]:
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    @staticmethod
    def suggested(network: Network) -> dict:
        """What the last meeting and the people of the network make likely, to start from."""
        today = moments.today()
        found = {
            "expected": max(1, network.participants.active().count()),
            "answer_by": today + timedelta(days=14),
        }
        plan = network.plans.first()
        if plan:
            found["calendars"] = plan.rules.get("closed", {}).get("calendars", holidays.USUAL)
        last = network.meetings.exclude(status=Meeting.Status.CANCELLED).order_by("-starts_at").first()
        first = last.local_start.date() + timedelta(weeks=8) if last else today
        if plan and plan.dates:  # the year after the one that was planned last
            first = max(first, plan.dates[0] + timedelta(weeks=52))
        if last:
            first += timedelta(days=(last.local_start.weekday() - first.weekday()) % 7)
        while first <= today + timedelta(weeks=5) or first.month in LATE:
            first += timedelta(weeks=1)
        year = first.year if first.month >= FIRST_MONTH else first.year - 1
        found["name"] = _("Rotation %(year)d–%(next)d") % {"year": year, "next": year + 1}
        if last is None:
            return found
        return found | {
            "first_day": first,
            "start_time": last.local_start.time(),
            "end_time": last.local_end.time(),
            "mode": last.mode,
        }

    def _calendar(self, data) -> bytes | None:
        """What was sent as a calendar, now or before."""
        for upload in data.get("holidays", []):
            upload.seek(0)
            return upload.read(calendar_files.MOST_BYTES + 1)
        for one in data["waiting"]:
            with one.file.open() as kept:
                return kept.read(calendar_files.MOST_BYTES + 1)
        return None

    def _read_holidays(self, data, wished: list[date]) -> calendar_files.Read:
        """The days in the file from today until a year after the last meeting."""
        content = self._calendar(data)
        if content is None:
            return calendar_files.Read()
        last = max(wished, default=moments.today()) + timedelta(days=366)
        try:
            return calendar_files.read(content, moments.today(), last)
        except forms.ValidationError as error:
            self.sent = []  # a file that nobody can read is not kept
            self.add_error("holidays", error)
            return calendar_files.Read()

    @property
    def taken(self) -> list[tuple[date, date, str]]:
        """The days that were read from a file, as periods with their names."""
        return days.periods_of(self.cleaned_data.get("holidays") or {})

    def clean(self):
        data = super().clean()
        start, end = data.get("start_time"), data.get("end_time")
        if start and end and end <= start:
            text = _("Choose an end time after %(start)s.") % {"start": start.strftime("%H:%M")}
            self.add_error("end_time", text)
        typed = data.get("cadence") == self.Cadence.DATES
        rows = self._typed_dates(data) if typed else [[day] for day in self._wished(data)]
        read = self._read_holidays(data, [day for row in rows for day in row])
        data["holidays"], self.left_out = read.days, read.left_out
        if rows:
            data["candidates"] = rows if typed else self._free_dates(rows, data.get("choices") or 2)
        asked = [day for row in data.get("candidates", []) for day in row]
        if typed and not self.errors:
            reasons = ((day, self.closed_because(day)) for day in asked)
            self.asked_though = [(day, reason) for day, reason in reasons if reason is not None]
        answer_by = data.get("answer_by")
        if asked and answer_by and answer_by >= min(asked):
            self.add_error("answer_by", _("Ask for answers before the first meeting."))
        return data

    def _wished(self, data) -> list[date]:
        """The days of the rhythm, whether schools are open or not; none when something is wrong."""
        first = data.get("first_day")
        if not first:
            if "first_day" not in self.errors:
                self.add_error("first_day", _("Choose the first day."))
        elif not FIRST_YEAR <= first.year <= LAST_YEAR:
            self.add_error("first_day", _("Choose a date in this century."))
        elif first <= moments.today():
            self.add_error("first_day", _("Choose a first day after today."))
        elif not {"count", "weeks", "months", "choices"} & set(self.errors):
            count, monthly = data.get("count") or 5, data.get("cadence") == self.Cadence.MONTHLY
            every = (data.get("months") or 2) if monthly else (data.get("weeks") or 8)
            return [
                same_weekday(first, n * every) if monthly else first + timedelta(weeks=n * every)
                for n in range(count)
            ]
        return []

    def _typed_dates(self, data) -> list[list[date]]:
        """The dates of each meeting, as they were typed; none when something is wrong."""
        rows = []
        for number, line in enumerate(data.get("dates", "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rows.append(days.days(line))
            except forms.ValidationError as error:
                self.add_error("dates", days.on_line(number, error))
                return []
        if not rows:
            self.add_error("dates", _("Type at least one date."))
        elif len(rows) > 12:
            self.add_error("dates", _("Plan at most twelve meetings at a time."))
        elif any(not moments.today() < day <= date(LAST_YEAR, 12, 31) for row in rows for day in row):
            self.add_error("dates", _("Every date has to be after today."))
        else:
            return sorted(rows, key=min)
        return []

    def closed_because(self, day: date) -> str | None:
        """Why nobody meets on a day, by the holidays that were chosen."""
        return holiday({"closed": self.closed}, day)

    def _free_dates(self, wished: list[list[date]], most: int) -> list[list[date]]:
        """The dates of each meeting; each begins on a later day than the one before, so that all can be held."""
        found: list[list[date]] = []
        for (day,) in wished:
            while found and day <= found[-1][0]:
                day += timedelta(weeks=1)
            found.append(self._free_days(day, most))
            if not found[-1]:
                self.add_error("calendars", _("There is no free day within a year. Choose fewer holidays."))
                return []
        return found

    def _free_days(self, day: date, most: int) -> list[date]:
        """The first days from `day` on, a week apart, on which schools are open."""
        found: list[date] = []
        for _week in range(53):
            if len(found) == most:
                break
            if (reason := self.closed_because(day)) is None:
                found.append(day)
            elif (day, reason) not in self.skipped:
                self.skipped.append((day, reason))
            day += timedelta(weeks=1)
        return found

    @property
    def meetings(self) -> list[dict]:
        """One dict per meeting, as `ask_availability` wants them."""
        data = self.cleaned_data
        return [
            {
                "title": str(_("Meeting %(number)d") % {"number": number}),
                "mode": data["mode"],
                "expected": data["expected"],
                "step_free": data["step_free"],
                "candidates": candidates,
            }
            for number, candidates in enumerate(data["candidates"], start=1)
        ]

    @property
    def closed(self) -> dict:
        """The holidays, as the plan keeps them: keys of `CALENDARS`, and the names of `days` from a file."""
        data = self.cleaned_data
        named = {day.isoformat(): name for day, name in (data.get("holidays") or {}).items()}
        return {"calendars": data.get("calendars", []), "days": named}


def same_weekday(first: date, months: int) -> date:
    """The same weekday of the month as `first`, so many months later: the third Wednesday stays the third Wednesday.

    A fifth that a month does not have becomes its last.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    day = start + timedelta(days=(first.weekday() - start.weekday()) % 7, weeks=(first.day - 1) // 7)
    return day if day.month == start.month else day - timedelta(weeks=1)
