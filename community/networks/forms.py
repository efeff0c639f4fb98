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
        self.network = network
        self.fields["organisation"].queryset = network.current_organisations

    def clean(self):
        """Who is in for this organisation, or was invited before, is told of before anything is sent."""
        data = super().clean()
        email, organisation = data.get("email", ""), data.get("organisation")
        inside = self.network.participants.active().filter(user__email__iexact=email).first()
        if email and inside and organisation in (None, inside.organisation):
            self.add_error("email", _("This person takes part already."))
        elif email and self.network.invitations.waiting().filter(email__iexact=email).exists():
            self.add_error(
                "email", _("This person was invited already. Send it again under Settings, Invitations.")
            )
        return data


class AgreementForm(forms.Form):
    html = RichTextField(label=_("What do we agree?"))
