from django import forms
from django.utils.translation import gettext_lazy as _

from community.networks.models import Visibility
from community.richtext.forms import LineField


class BoardForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80)
    description = LineField(
        label=_("What is it for?"),
        max_length=300,
        required=False,
        help_text=_("One sentence. It stands under the name."),
    )
    visibility = forms.ChoiceField(
        label=_("Who reads along?"),
        choices=[
            (Visibility.MEMBERS, Visibility.MEMBERS.label),
            (Visibility.PUBLIC, Visibility.PUBLIC.label),
        ],
        widget=forms.RadioSelect,
        initial=Visibility.MEMBERS,
        help_text=_("Everyone with an account may write."),
    )
