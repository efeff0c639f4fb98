"""What is said of a field that was left empty: what to do about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEFT_EMPTY: dict[type[forms.Field], Any] = {
    forms.Field: _("Fill this in."),
    forms.DateField: _("Choose a date."),
    forms.TimeField: _("Choose a time."),
    forms.ChoiceField: _("Choose one of these."),
    forms.ModelChoiceField: _("Choose one of these."),
    forms.FileField: _("Choose a file."),
    forms.BooleanField: _("Tick this to go on."),
}


def say_what_to_do() -> None:
    """Every field that is made from now on says so in these words, those of our libraries too."""
    for kind, words in LEFT_EMPTY.items():
        kind.default_error_messages = kind.default_error_messages | {"required": words}
