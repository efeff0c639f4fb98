from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField
from community.words import fold

from ..models import Network, Visibility


class PurposeForm(CleanTextMixin, forms.Form):
    """What a network is called, what it is for, and who may know of it. `seen` is the newest change that was read."""

    name = LineField(label=_("What is it called?"), max_length=120)
    purpose = forms.CharField(
        label=_("Which question do you work on?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=400,
        help_text=_("One or two sentences. Everyone who may know of the network reads them."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may know about it?"),
        choices=Visibility,
        widget=forms.RadioSelect,
        help_text=_("What you say to each other stays between those who take part, whatever you choose."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**53)

    def __init__(self, *args, network: Network, **kwargs):
        super().__init__(*args, **kwargs)
        self.network = network

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Network.objects.filter(folded=fold(name)).exclude(pk=self.network.pk).exists():
            raise ValidationError(_("There is a network with this name already. Choose another one."))
        return name
