"""The meetings of a plan, each with its own title, way of meeting and dates."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community import days
from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ...meetings import moments
from ...meetings.forms import LAST_YEAR
from ..models import PlannedMeeting


class PlannedForm(CleanTextMixin, forms.ModelForm):
    """What one meeting of a plan needs, before it has a host, and the dates on which it can be."""

    title = LineField(label=_("Title"), max_length=140)
    dates = LineField(label=_("Dates, with a comma between them"), max_length=300)

    class Meta:
        model = PlannedMeeting
        fields = ["title", "mode", "expected", "step_free"]
        labels = {"mode": _("How you meet")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["dates"] = ", ".join(days.typed(day) for day in self.instance.candidate_dates)

    def clean_dates(self) -> list[date]:
        typed = days.days(self.cleaned_data["dates"])
        new = set(typed) - set(self.instance.candidate_dates)
        if not typed:
            raise ValidationError(_("Type at least one date."))
        if any(not moments.today() < day <= date(LAST_YEAR, 12, 31) for day in new):
            raise ValidationError(_("Every date has to be after today."))
        return typed

    def _post_clean(self):
        super()._post_clean()
        if "dates" in self.cleaned_data:
            self.instance.candidates = [day.isoformat() for day in self.cleaned_data["dates"]]


PlannedFormSet = forms.modelformset_factory(PlannedMeeting, form=PlannedForm, extra=0)
