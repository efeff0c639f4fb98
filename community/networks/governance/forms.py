import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation
from community.richtext.cleaning import clean_text
from community.richtext.forms import LineField

from ..models import Governance


class GovernanceForm(CleanTextMixin, forms.Form):
    """Who decides, and what belongs to that."""

    kind = forms.ChoiceField(label=_("Who decides?"), choices=Governance.Kind, widget=forms.RadioSelect)
    lead = forms.ModelChoiceField(
        label=_("Which organisation leads?"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Only where one organisation leads."),
    )
    legal_form = LineField(
        label=_("Legal form"),
        max_length=80,
        required=False,
        help_text=_("Only of a body of its own: a cooperative, a foundation, an association."),
    )
    board = forms.CharField(
        label=_("The board"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text=_("Only of a body of its own: a line for each person, with what they do."),
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = network.current_organisations

    def clean_board(self) -> list[str]:
        lines = [" ".join(line.split()) for line in clean_text(self.cleaned_data["board"]).splitlines()]
        found = list(filter(None, lines))
        if any(len(line) > 120 for line in found):
            raise ValidationError(_("Keep each line within 120 characters."))
        return found


class DecisionForm(CleanTextMixin, forms.Form):
    """What was decided, when, and by whose mandate."""

    text = forms.CharField(
        label=_("What was decided?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600
    )
    on = DayField(label=_("On which day?"))
    mandate = LineField(
        label=_("By whose mandate?"),
        max_length=120,
        help_text=_("The general meeting, the board, the steering group."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
