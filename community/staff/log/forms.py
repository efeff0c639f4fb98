from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.networks.models import Network
from community.richtext.forms import LineField
from events.meetings.forms import FIRST_YEAR, LAST_YEAR

from .sentences import GROUPS


class LogForm(forms.Form):
    """What to show of the journal. Nothing chosen shows everything."""

    who = LineField(label=_("Who"), max_length=100, required=False)
    what = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("everything")), *((key, group.words) for key, group in GROUPS.items())],
    )
    where = forms.ModelChoiceField(
        label=_("Where"), queryset=Network.objects.all(), required=False, empty_label=_("everywhere")
    )
    day = DayField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.conditional = True  # a filter asks nothing, so that no field says that it may be left out

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Choose a date in this century."))
        return day
