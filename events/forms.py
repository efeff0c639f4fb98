import re
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation, Venue
from community.richtext.forms import LineField

from . import holidays
from .models import Meeting, PlannedMeeting

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


def local_moment(day: date, clock, zone) -> datetime:
    """A moment on the wall clock. Refuses times that the clock skips when summer time begins."""
    moment = datetime.combine(day, clock, zone)
    if moment.astimezone(timezone.get_fixed_timezone(0)).astimezone(zone).time() != clock:
        raise ValidationError(_("The clock skips this time when summer time begins. Choose another time."))
    return moment


class MeetingForm(CleanTextMixin, forms.ModelForm):
    """A meeting as a facilitator plans it: a day and two times on the wall clock."""

    title = LineField(label=_("Title"), max_length=140)
    day = forms.DateField(label=_("Date"), widget=DateInput())
    start_time = forms.TimeField(label=_("From"), widget=TimeInput())
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput())

    class Meta:
        model = Meeting
        fields = [
            "title", "mode", "host", "venue", "question", "summary", "showcase", "join_url",
            "whiteboard_url", "backup_host",
            "capacity_in_person", "capacity_online",
        ]  # fmt: skip
        labels = {
            "host": _("Host"),
            "venue": _("Venue"),
            "backup_host": _("Who steps in when the host cannot"),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "showcase": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["title", "day", "start_time", "end_time"]

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        members = network.current_organisations
        self.fields["host"].queryset = self.fields["backup_host"].queryset = members
        self.fields["venue"].queryset = Venue.objects.filter(organisation__in=members)
        if self.instance.pk:
            self.initial["day"] = self.instance.local_start.date()
            self.initial["start_time"] = self.instance.local_start.time()
            self.initial["end_time"] = self.instance.local_end.time()

    def clean(self):
        data = super().clean()
        day, start, end = (data.get(name) for name in ("day", "start_time", "end_time"))
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.add_error("day", _("Choose a date in this century."))
        elif day and start and end:
            if end <= start:
                text = _("Choose an end time after %(start)s.") % {"start": start.strftime("%H:%M")}
                self.add_error("end_time", text)
            for name, clock, field in (("starts_at", start, "start_time"), ("ends_at", end, "end_time")):
                try:
                    data[name] = local_moment(day, clock, timezone.get_default_timezone())
                except ValidationError as error:
                    self.add_error(field, error)
        venue, host = data.get("venue"), data.get("host")
        if venue and host and venue.organisation_id != host.pk:
            self.add_error("venue", _("This venue belongs to another organisation than the host."))
        return data

    def _post_clean(self):
        data = self.cleaned_data
        if "starts_at" in data and "ends_at" in data:
            self.instance.starts_at, self.instance.ends_at = data["starts_at"], data["ends_at"]
        super()._post_clean()

    @property
    def fields_to_save(self) -> dict:
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "starts_at", "ends_at"]}


class CycleForm(forms.Form):
    """A year of meetings: by weeks, by a weekday of the month, or with dates that are typed.

    By weeks and by weekday each meeting gets a few dates, a week apart, on which schools are open.
    """

    class Cadence(models.TextChoices):
        WEEKS = "weeks", _("Every so many weeks, on the same weekday")
        MONTHLY = "monthly", _("On a weekday of the month, such as the third Wednesday")
        DATES = "dates", _("On dates that I type")

    class Region(models.TextChoices):
        FLANDERS = "flanders", _("Flanders, computed")
        FILE = "file", _("From a calendar file")
        NONE = "none", _("Skip no holidays")

    name = LineField(label=_("Name of this year"), max_length=80)
    cadence = forms.ChoiceField(
        label=_("When you meet"), choices=Cadence, initial=Cadence.WEEKS, widget=forms.RadioSelect
    )
    first_day = forms.DateField(
        label=_("First meeting on"),
        widget=DateInput(),
        required=False,
        help_text=_("The others fall on the same weekday, or on the same weekday of the month."),
    )
    count = forms.IntegerField(
        label=_("Number of meetings"), min_value=1, max_value=12, initial=5, required=False
    )
    weeks = forms.IntegerField(
        label=_("Weeks between two meetings"), min_value=1, max_value=26, initial=8, required=False
    )
    months = forms.IntegerField(
        label=_("Or months between two meetings"), min_value=1, max_value=12, initial=2, required=False
    )
    choices = forms.IntegerField(
        label=_("Dates to choose from for each meeting"), min_value=1, max_value=4, initial=2, required=False
    )
    dates = forms.CharField(
        label=_("Or type the dates"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One meeting a line, its dates with a comma between them: 14-1-2027, 21-1-2027"),
    )
    region = forms.ChoiceField(
        label=_("School holidays"), choices=Region, initial=Region.FLANDERS, required=False
    )
    holidays = forms.FileField(
        label=_("Calendar file with holidays"),
        required=False,
        help_text=_("For the Netherlands: the .ics file of your region, as the ministry publishes it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    start_time = forms.TimeField(label=_("From"), widget=TimeInput())
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput())
    mode = forms.ChoiceField(label=_("How you meet"), choices=Meeting.Mode)
    expected = forms.IntegerField(label=_("People in the room"), min_value=0, max_value=500, initial=12)
    step_free = forms.BooleanField(label=_("A step-free venue is needed"), required=False)
    answer_by = forms.DateField(label=_("Answers before"), widget=DateInput())

    def clean_holidays(self):
        upload = self.cleaned_data["holidays"]
        if upload is None:
            return {}
        return holidays.from_calendar(upload.read(holidays.MOST_BYTES + 1))

    def clean(self):
        data = super().clean()
        start, end = data.get("start_time"), data.get("end_time")
        if start and end and end <= start:
            text = _("Choose an end time after %(start)s.") % {"start": start.strftime("%H:%M")}
            self.add_error("end_time", text)
        if (
            data.get("region") == self.Region.FILE
            and not data.get("holidays")
            and "holidays" not in self.errors
        ):
            self.add_error("holidays", _("Choose the calendar file with holidays."))
        if data.get("cadence") == self.Cadence.DATES:
            self._clean_dates(data)
        else:
            self._clean_first_day(data)
        days = [day for row in data.get("candidates", []) for day in row]
        answer_by = data.get("answer_by")
        if days and answer_by and answer_by >= min(days):
            self.add_error("answer_by", _("Ask for answers before the first meeting."))
        return data

    def _clean_first_day(self, data) -> None:
        first = data.get("first_day")
        if not first:
            if "first_day" not in self.errors:
                self.add_error("first_day", _("Choose the first day."))
        elif not FIRST_YEAR <= first.year <= LAST_YEAR:
            self.add_error("first_day", _("Choose a date in this century."))
        elif first <= timezone.localdate():
            self.add_error("first_day", _("Choose a first day after today."))
        elif not {"count", "weeks", "months", "choices"} & set(self.errors):
            count, monthly = data.get("count") or 5, data["cadence"] == self.Cadence.MONTHLY
            every = (data.get("months") or 2) if monthly else (data.get("weeks") or 8)
            wished = [
                same_weekday(first, n * every) if monthly else first + timedelta(weeks=n * every)
                for n in range(count)
            ]
            data["candidates"] = [self._free_days(day, data.get("choices") or 2) for day in wished]

    def _clean_dates(self, data) -> None:
        rows = []
        for number, line in enumerate(data.get("dates", "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rows.append(sorted({parse_day(text) for text in line.split(",") if text.strip()}))
            except ValueError:
                text = _("Line %(number)d is not a list of dates such as 14-1-2027, 21-1-2027.")
                self.add_error("dates", text % {"number": number})
                return
        if not rows:
            self.add_error("dates", _("Type at least one date."))
        elif len(rows) > 12:
            self.add_error("dates", _("Plan at most twelve meetings at a time."))
        elif any(not timezone.localdate() < day <= date(LAST_YEAR, 12, 31) for row in rows for day in row):
            self.add_error("dates", _("Every date has to be after today."))
        else:
            data["candidates"] = sorted(rows, key=min)

    def closed_because(self, day: date) -> str | None:
        """Why nobody meets on a day, by the holidays that were chosen."""
        region = self.cleaned_data.get("region")
        if region == self.Region.NONE:
            return None
        if region == self.Region.FILE:
            return self.cleaned_data.get("holidays", {}).get(day)
        return holidays.closed_because(day)

    def _free_days(self, day: date, most: int) -> list[date]:
        """The first days from `day` on, a week apart, on which schools are open."""
        found: list[date] = []
        for _week in range(60):
            if len(found) == most:
                break
            if self.closed_because(day) is None:
                found.append(day)
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
        """The holidays, as the plan keeps them: `region`, and `days` when they came from a file."""
        data = self.cleaned_data
        days = {day.isoformat(): name for day, name in (data.get("holidays") or {}).items()}
        region = data.get("region") or self.Region.FLANDERS
        return {"region": str(region), "days": days if region == self.Region.FILE else {}}


def same_weekday(first: date, months: int) -> date:
    """The same weekday of the month as `first`, so many months later: the third Wednesday stays the third Wednesday.

    A fifth that a month does not have becomes its last.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    day = start + timedelta(days=(first.weekday() - start.weekday()) % 7, weeks=(first.day - 1) // 7)
    return day if day.month == start.month else day - timedelta(weeks=1)


def parse_day(text: str) -> date:
    """A date as people type it: 14-1-2027, 14/1/2027 or 2027-01-14. Raises `ValueError`."""
    parts = re.split(r"[-/.]", text.strip())
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(text)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    return date(numbers[2], numbers[1], numbers[0])


class PlannedForm(CleanTextMixin, forms.ModelForm):
    """What one meeting of a plan needs, before it has a host."""

    title = LineField(label=_("Title"), max_length=140)

    class Meta:
        model = PlannedMeeting
        fields = ["title", "mode", "expected", "step_free"]


PlannedFormSet = forms.modelformset_factory(PlannedMeeting, form=PlannedForm, extra=0)


class JoiningForm(forms.Form):
    """An organisation becomes a member of a network, today or on a day to come."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    since = forms.DateField(label=_("Member from"), widget=DateInput(), initial=timezone.localdate)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        known = network.memberships.current() | network.memberships.filter(until=None)
        self.fields["organisation"].queryset = Organisation.objects.exclude(
            pk__in=known.values("organisation")
        )

    def clean_since(self):
        since = self.cleaned_data["since"]
        if abs((since - timezone.localdate()).days) > 366:
            raise ValidationError(_("Choose a day within a year of today."))
        return since


class LeavingForm(forms.Form):
    """An organisation leaves; from this day on it is no member."""

    until = forms.DateField(
        label=_("No member any more from"), widget=DateInput(), initial=timezone.localdate
    )

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until or (until - today).days > 731:
            raise ValidationError(_("Choose today or a day within two years."))
        return until
