"""Where a venue lies, as people have it at hand."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")


def _in_full(number: float) -> str:
    """All digits that were given; a tenth of a metre is the sixth behind the point."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


class WhereField(forms.Field):
    """Two numbers in degrees (WGS84), latitude first: "51.0543, 3.7174" or "51,0543 3,7174"."""

    widget = forms.TextInput

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(map(_in_full, value or []))

    def to_python(self, value) -> tuple[float, float] | None:
        text = str(value or "").strip()
        if not text:
            return None
        numbers = [float(number.replace(",", ".")) for number in _NUMBER.findall(text.split("@")[-1])]
        if len(numbers) < 2 or (len(numbers) > 2 and "@" not in text):
            raise forms.ValidationError(_("Give two numbers, as a map shows them: 51.0543, 3.7174."))
        latitude, longitude = numbers[:2]
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise forms.ValidationError(
                _("This is no place on earth. The first number is the one of about 51.")
            )
        return latitude, longitude
