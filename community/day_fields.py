"""Fields of forms in which people type days and periods."""

from django import forms
from django.core.exceptions import ValidationError

from . import days


class DateInput(forms.DateInput):
    """The calendar of the browser."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A day, by the calendar of the browser or typed; never the month before the day."""

    widget = DateInput

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return days.day(value)
        return super().to_python(value)


class PeriodsField(forms.CharField):
    """Periods with their reasons, one a line; a list of the first day, the last day and the reason."""

    widget = forms.Textarea

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(days.typed(*one) for one in value)

    def to_python(self, value):
        found = []
        for number, line in enumerate((super().to_python(value) or "").splitlines(), start=1):
            if line.strip():
                try:
                    found.append(days.period(line))
                except ValidationError as error:
                    raise days.on_line(number, error) from None
        return sorted(found)
