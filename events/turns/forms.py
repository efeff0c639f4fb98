"""Input of exchanging turns, going on online, and organisations that join or leave."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation
from community.richtext.forms import LineField

from ..meetings import moments
from ..meetings.forms import DateInput
from ..meetings.models import Meeting


class SwapForm(CleanTextMixin, forms.Form):
    second = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("With which meeting?"), widget=forms.RadioSelect, empty_label=None
    )
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second"].queryset = others


class SwapAnswerForm(CleanTextMixin, forms.Form):
    """Why not."""

    reason = LineField(label=_("Why not?"), max_length=200, required=False)


class JoinLinkForm(forms.Form):
    """Where everyone goes on online."""

    join_url = forms.URLField(label=_("Link to join online"), max_length=200, assume_scheme="https")


class JoiningForm(forms.Form):
    """An organisation becomes a member of a network, today or on a day to come."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose an organisation")
    )
    since = DayField(label=_("Member from"), widget=DateInput(), initial=moments.today)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        known = network.memberships.current() | network.memberships.filter(until=None)
        self.fields["organisation"].queryset = Organisation.objects.exclude(
            pk__in=known.values("organisation")
        )

    def clean_since(self):
        since = self.cleaned_data["since"]
        if abs((since - moments.today()).days) > 366:
            raise ValidationError(_("Choose a day within a year of today."))
        return since


class LeavingForm(forms.Form):
    """An organisation leaves; from this day on it is no member."""

    until = DayField(label=_("No member any more from"), widget=DateInput(), initial=moments.today)

    def __init__(self, data=None, *, key: int):
        super().__init__(data, auto_id=f"leaving_{key}_%s")

    def clean_until(self):
        until, today = self.cleaned_data["until"], moments.today()
        if not today <= until or (until - today).days > 731:
            raise ValidationError(_("Choose today or a day within two years."))
        return until
