"""The period that certificates are about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField


class PeriodForm(forms.Form):
    since = DayField(label=_("From"))
    until = DayField(label=_("Up to and including"))

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first."))
        return data
