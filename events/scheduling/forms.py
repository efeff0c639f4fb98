"""A meeting as a facilitator plans it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members import clocks
from community.members.forms import CleanTextMixin
from community.organisations.models import Venue
from community.richtext.forms import LineField
from community.richtext.merging import Merges

from ..meetings import moments
from ..meetings.forms import FIRST_YEAR, LAST_YEAR, TimeInput
from ..meetings.models import Meeting


class MeetingForm(Merges, CleanTextMixin, forms.ModelForm):
    """A meeting as a facilitator plans it: a day and two times on the wall clock of the meeting's place."""

    title = LineField(label=_("Title"), max_length=140)
    day = DayField(label=_("Date"))
    start_time = forms.TimeField(label=_("From"), widget=TimeInput())
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput())

    class Meta:
        model = Meeting
        fields = [
            "title", "mode", "host", "venue", "question", "summary", "showcase", "join_url",
            "whiteboard_url", "backup_host",
            "capacity_in_person", "capacity_online", "kind", "visibility",
        ]  # fmt: skip
        labels = {
            "host": _("Host"),
            "venue": _("Venue"),
            "backup_host": _("Who steps in when the host cannot"),
            "visibility": _("Who may see it and register"),
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
        self.fields["start_time"].help_text = clocks.place_time(self.instance.time_zone)
        self.fields["venue"].queryset = Venue.objects.filter(organisation__in=members)
        for name in ("kind", "visibility"):
            self.fields[name].required = False  # what is not sent stays as it is
        self.fields["visibility"].help_text = _(
            "More people than the network see its title, place and hours, and can register. What you do and write "
            "there stays for the network."
        )
        for name, words in (
            ("host", _("Nobody yet")),
            ("venue", _("Still to be said")),
            ("backup_host", _("Nobody yet")),
        ):
            self.fields[name].empty_label = words
        self.show_hours()

    def show_hours(self) -> None:
        """The day and the hours of a meeting that is there, on the clock of its place."""
        if self.instance.pk:
            self.initial["day"] = self.instance.local_start.date()
            self.initial["start_time"] = self.instance.local_start.time()
            self.initial["end_time"] = self.instance.local_end.time()

    def clean_kind(self):
        return self.cleaned_data["kind"] or self.instance.kind

    def clean_visibility(self):
        return self.cleaned_data["visibility"] or self.instance.visibility

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
                kept = getattr(self.instance, name) if self.instance.pk else None
                try:
                    data[name] = moments.moment_at(day, clock, self.instance.zone, kept)
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
    def needed(self) -> list:
        """The fields without which there is no meeting."""
        return [self[name] for name in self.field_order]

    @property
    def more(self) -> list:
        """The others, which can be filled in later."""
        return [self[name] for name in self.fields if name not in self.field_order]

    @property
    def shows_more(self) -> bool:
        """Of a meeting that is there, and where one of the others is wrong or was typed in."""
        others = set(self.fields) - set(self.field_order)
        typed = bool(getattr(self, "draft", None)) or (
            self.is_bound and bool(others & set(self.changed_data))
        )
        return bool(self.instance.pk) or bool(others & set(self.errors)) or typed

    @property
    def fields_to_save(self) -> dict:
        """What the verbs of a meeting take; of one that is there only what was changed."""
        new, hours = self.instance.pk is None, ("day", "start_time", "end_time")
        names = [name for name in self.Meta.fields if new or self.is_touched(name)]
        if new or any(map(self.is_touched, hours)):
            names += ["starts_at", "ends_at"]
        return {name: self.cleaned_data[name] for name in names}
