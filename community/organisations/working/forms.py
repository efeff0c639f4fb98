from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..choosing.fields import OrganisationField

FIRST_YEAR, LAST_YEAR = 1950, 2100


def in_reach(day):
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("Choose a date between 1950 and 2100."))
    return day


class ClaimForm(CleanTextMixin, forms.Form):
    """Where somebody works, what they do there and since when."""

    organisation = OrganisationField()
    work = LineField(
        label=_("What do you do there?"), max_length=80, required=False, help_text=_("In your own words.")
    )
    since = DayField(
        label=_("Since which day?"),
        required=False,
        help_text=_("Left empty: from today. You may type it: 1 September 2026."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].user = user

    def clean_since(self):
        return in_reach(self.cleaned_data["since"])


class AnswerForm(forms.Form):
    """What is said to whom one does not know there."""

    words = LineField(label=_("What they read when you say no"), max_length=300, required=False)
