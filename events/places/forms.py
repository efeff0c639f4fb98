"""Input of who comes: guests, what one needs there, and rides."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField
from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..meetings.models import Attendance, Meeting
from .models import Ride


class GuestForm(CleanTextMixin, forms.Form):
    """Somebody without an account: a name, an address for the mail, and how they come."""

    name = LineField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    organisation_name = LineField(label=_("Organisation"), max_length=120, required=False)
    answer = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    website = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # people leave it empty, robots do not

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data, auto_id="guest_%s")
        ways = {"in_person": _("In the room"), "online": _("Online")}
        open_ways = [(way, words) for way, words in ways.items() if meeting.capacity_for(way) != 0]
        cast("forms.ChoiceField", self.fields["answer"]).choices = open_ways
        self.fields["answer"].initial = open_ways[0][0]
        if len(open_ways) == 1:
            self.fields["answer"].widget = forms.HiddenInput()

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty."))
        return ""


class NeedsForm(CleanTextMixin, forms.Form):
    """What somebody needs there. We ask what, never why."""

    needs = forms.MultipleChoiceField(
        label=_("What do you need?"),
        choices=Attendance.Need,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_note = LineField(label=_("Something else"), max_length=200, required=False)
    consents = forms.BooleanField(
        label=_("The host may see this as a total, without my name, until a week after the meeting"),
        required=False,
    )

    def clean(self):
        data = super().clean()
        if (data.get("needs") or data.get("needs_note")) and not data.get("consents"):
            text = _("Tick that the host may see this as a total. Without it we keep nothing.")
            self.add_error("consents", text)
        return data


class RideForm(CleanTextMixin, forms.Form):
    by = forms.ChoiceField(label=_("How"), choices=Ride.By, initial="car")
    start = LineField(label=_("From where"), max_length=120)
    seats = forms.IntegerField(label=_("Places for others"), min_value=1, max_value=60, initial=3)
    note = LineField(label=_("When, and what to know"), max_length=200, required=False)
