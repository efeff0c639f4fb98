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
        widget=forms.DateInput(),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].user = user

    def clean_since(self):
        return in_reach(self.cleaned_data["since"])


class AnswerForm(forms.Form):
    """What is said to whom one does not know there."""

    words = LineField(label=_("What they read when you say no"), max_length=300, required=False)


class LeaveForm(CleanTextMixin, forms.Form):
    """The last day, where one goes, and for each thing that stays who takes it over."""

    last_day = DayField(
        label=_("Last working day"),
        help_text=_("You may type it: 31 December 2026, or 31/12/26."),
        widget=forms.DateInput(),
    )
    organisation = OrganisationField(
        label=_("Where do you go?"), required=False, help_text=_("Leave it empty when you do not know yet.")
    )
    work = LineField(label=_("What will you do there?"), max_length=80, required=False)

    def __init__(self, *args, user, staying, colleagues, contact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].user = user
        self.asked = {one.key: one for one in staying if one.asks}
        later = _("%(name)s chooses later") % {"name": contact} if contact else _("is chosen later")
        for number, one in enumerate(self.asked.values()):
            self.fields[f"successor_{number}"] = forms.ModelChoiceField(
                queryset=colleagues, required=False, label=one.title, empty_label=later
            )

    def clean_last_day(self):
        return in_reach(self.cleaned_data["last_day"])

    @property
    def change(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        names = (f"successor_{number}" for number in range(len(self.asked)))
        successors = dict(zip(self.asked, (data[name] for name in names), strict=True))
        return {name: data[name] for name in ("last_day", "organisation", "work")} | {
            "successors": successors
        }

    def refused(self, error: forms.ValidationError) -> None:
        """What the verb refused stands beside the field that it is about."""
        places = {key: f"successor_{number}" for number, key in enumerate(self.asked)}
        for name, messages in error.message_dict.items():
            self.add_error(
                places.get(name, name) if places.get(name, name) in self.fields else None, messages
            )
