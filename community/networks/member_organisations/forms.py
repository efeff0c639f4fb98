from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.organisations.models import Organisation


class JoiningForm(forms.Form):
    """An organisation becomes a member of a network, today or on a day to come."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )
    since = DayField(
        label=_("Member from"),
        initial=timezone.localdate,
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        known = network.memberships.current() | network.memberships.filter(until=None)
        self.fields["organisation"].queryset = Organisation.objects.exclude(
            pk__in=known.values("organisation")
        )

    def clean_since(self):
        since = self.cleaned_data["since"]
        if abs((since - timezone.localdate()).days) > 366:
            raise ValidationError(_("Choose a day within a year of today."))
        return since


class LeavingForm(forms.Form):
    """An organisation leaves; from this day on it is no member."""

    until = DayField(
        label=_("No member any more from"),
        initial=timezone.localdate,
    )

    def __init__(self, data=None, *, key: int):
        super().__init__(data, auto_id=f"leaving_{key}_%s")

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until or (until - today).days > 731:
            raise ValidationError(_("Choose today or a day within two years."))
        return until
