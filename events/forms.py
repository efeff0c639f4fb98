from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation, Venue
from community.richtext.forms import LineField

from . import holidays
from .models import Meeting

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
            "capacity_in_person", "capacity_online",
        ]  # fmt: skip
        labels = {"host": _("Host"), "venue": _("Venue")}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "showcase": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["title", "day", "start_time", "end_time"]

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        members = Organisation.objects.filter(
            memberships__network=network, memberships__until=None
        ).distinct()
        self.fields["host"].queryset = members
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
    """A year of meetings by cadence; each gets the day itself and the same weekday a week later to choose from."""

    name = LineField(label=_("Name of this year"), max_length=80)
    first_day = forms.DateField(
        label=_("First meeting on"), widget=DateInput(), help_text=_("The others fall on the same weekday.")
    )
    count = forms.IntegerField(label=_("Number of meetings"), min_value=1, max_value=12, initial=5)
    weeks = forms.IntegerField(label=_("Weeks between two meetings"), min_value=1, max_value=26, initial=8)
    start_time = forms.TimeField(label=_("From"), widget=TimeInput())
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput())
    mode = forms.ChoiceField(label=_("How you meet"), choices=Meeting.Mode)
    expected = forms.IntegerField(label=_("People in the room"), min_value=0, max_value=500, initial=12)
    step_free = forms.BooleanField(label=_("A step-free venue is needed"), required=False)
    answer_by = forms.DateField(label=_("Answers before"), widget=DateInput())

    def clean(self):
        data = super().clean()
        start, end = data.get("start_time"), data.get("end_time")
        if start and end and end <= start:
            text = _("Choose an end time after %(start)s.") % {"start": start.strftime("%H:%M")}
            self.add_error("end_time", text)
        first, answer_by = data.get("first_day"), data.get("answer_by")
        if first and not FIRST_YEAR <= first.year <= LAST_YEAR:
            self.add_error("first_day", _("Choose a date in this century."))
        elif first and first <= timezone.localdate():
            self.add_error("first_day", _("Choose a first day after today."))
        if first and answer_by and answer_by >= first:
            self.add_error("answer_by", _("Ask for answers before the first meeting."))
        return data

    @property
    def meetings(self) -> list[dict]:
        """One dict per meeting; dates in school holidays move on to the next free week."""
        data, rows = self.cleaned_data, []
        for index in range(data["count"]):
            day = data["first_day"] + timedelta(weeks=index * data["weeks"])
            rows.append(
                {
                    "title": str(_("Meeting %(number)d") % {"number": index + 1}),
                    "mode": data["mode"],
                    "expected": data["expected"],
                    "step_free": data["step_free"],
                    "candidates": free_days(day),
                }
            )
        return rows


def free_days(day: date, most: int = 2) -> list[date]:
    """The first days from `day` on, a week apart, on which schools are open."""
    found = []
    while len(found) < most:
        if holidays.closed_because(day) is None:
            found.append(day)
        day += timedelta(weeks=1)
    return found
