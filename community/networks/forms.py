from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField
from community.organisations.models import Organisation
from community.richtext.forms import RichTextField


class InviteForm(forms.Form):
    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation"),
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = network.current_organisations


class AgreementForm(forms.Form):
    html = RichTextField(label=_("What do we agree?"))
