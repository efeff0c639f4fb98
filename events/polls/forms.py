"""A date poll and its moments, on the wall clock of the poll's place."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..meetings.forms import FIRST_YEAR, LAST_YEAR, TimeInput
from ..meetings.moments import moment_at, today
from .actions import Moment
from .models import DatePoll, PollOption


class PollForm(CleanTextMixin, forms.Form):
    title = LineField(label=_("What it is for"), max_length=140)
    note = LineField(label=_("What to know"), max_length=300, required=False)
    closes_on = DayField(label=_("Vote until"))
    only_members = forms.BooleanField(
        label=_("Only who takes part in the network can vote"),
        required=False,
        help_text=_("Otherwise everyone with the address can, also without an account. They see no names."),
    )

    def __init__(self, *args, poll: DatePoll, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < today(self.poll.zone) or day.year > LAST_YEAR:
            raise ValidationError(_("Choose a day that is still to come."))
        return day


class OptionForm(forms.Form):
    """One moment of a poll; `id` is that of a moment that is there already."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Date"), required=False)
    start_time = forms.TimeField(label=_("From"), widget=TimeInput(), required=False)
    end_time = forms.TimeField(label=_("Until"), widget=TimeInput(), required=False)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000, required=False)
    remove = forms.BooleanField(label=_("Take out"), required=False)

    def __init__(self, *args, poll: DatePoll, known: dict[int, PollOption], **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.known = poll, known

    def clean(self):
        data = super().clean()
        option = self.known.get(data.get("id"))
        day, start, end = (data.get(name) for name in ("day", "start_time", "end_time"))
        if data.get("remove") or not any((day, start, end)) and not self.errors:
            if option and not data.get("remove"):
                self.add_error("day", _("Tick “Take out” when this moment has to go."))
            return data
        for name, value in (("day", day), ("start_time", start), ("end_time", end)):
            if not value and name not in self.errors:
                self.add_error(name, _("Fill in the date and both times."))
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.add_error("day", _("Choose a date in this century."))
        elif day and start and end and not self.errors:
            self._read(data, option)
        return data

    def _read(self, data: dict, option: PollOption | None) -> None:
        found = {}
        for name, field in (("starts_at", "start_time"), ("ends_at", "end_time")):
            kept = getattr(option, name, None)
            try:
                found[name] = moment_at(data["day"], data[field], self.poll.zone, kept)
            except ValidationError as error:
                self.add_error(field, error)
        if self.errors:
            return
        if found["ends_at"] <= found["starts_at"]:
            text = _("Choose an end time after %(start)s.") % {"start": data["start_time"].strftime("%H:%M")}
            self.add_error("end_time", text)
            return
        data["moment"] = Moment(**found, capacity=data.get("capacity"), key=option.pk if option else None)


class Options(forms.BaseFormSet):
    @property
    def moments(self) -> list[Moment]:
        """The filled rows, each moment once."""
        filled = [form.cleaned_data["moment"] for form in self.forms if "moment" in form.cleaned_data]
        return list({(one.key, one.starts_at): one for one in filled}.values())

    @property
    def out(self) -> set[int]:
        """The keys of the moments that have to go."""
        rows = [form.cleaned_data for form in self.forms]
        return {row["id"] for row in rows if row.get("remove") and row.get("id")}

    def refuse(self, key: int, error: ValidationError) -> None:
        """Say what is wrong beside the moment that it is about."""
        form = next(form for form in self.forms if form.cleaned_data.get("id") == key)
        form.add_error("start_time", error)


OptionsFormSet = forms.formset_factory(OptionForm, formset=Options, extra=3, max_num=40, absolute_max=41)


def rows_of(poll: DatePoll) -> list[dict]:
    """The moments of a poll as the form shows them."""
    return [
        {
            "id": option.pk,
            "day": option.local_start.date(),
            "start_time": option.local_start.time(),
            "end_time": option.local_end.time(),
            "capacity": option.capacity,
            "votes": option.n_votes,
        }
        for option in poll.options.annotate(n_votes=Count("votes"))
    ]
