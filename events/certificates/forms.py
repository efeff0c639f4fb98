"""The period that certificates are about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..meetings.forms import DateInput


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(label=_("Up to and including"), widget=DateInput())

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first."))
        return data
