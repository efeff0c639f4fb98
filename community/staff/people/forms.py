from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField
from community.members.forms import CleanTextMixin
from community.organisations.choosing.fields import OrganisationField
from community.organisations.models import Affiliation
from community.richtext.forms import LineField


def role_field() -> forms.ChoiceField:
    """What somebody does for the organisation where they work."""
    return forms.ChoiceField(
        label=_("What they do for the organisation"),
        choices=[
            (Affiliation.Role.STAFF, _("Works there")),
            (Affiliation.Role.HOST_CONTACT, _("Acts for it, and is asked to host")),
            (Affiliation.Role.PRIMARY, _("Acts for it, as its first contact")),
        ],
    )


class InviteForm(CleanTextMixin, forms.Form):
    """Who comes in, and where they work."""

    name = LineField(label=_("Name"), max_length=80)
    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    organisation = OrganisationField(required=False)
    role = role_field()
    words = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand in the mail, above how to sign in."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].user = user


class WorkForm(forms.Form):
    """Where somebody works from a day on."""

    organisation = OrganisationField()
    role = role_field()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, auto_id="work_%s", **kwargs)
        self.fields["organisation"].user = user


class RightsForm(forms.Form):
    """What somebody may do on the whole platform."""

    is_staff = forms.BooleanField(
        label=_("Looks after the platform"),
        required=False,
        help_text=_("Staff start networks and help with every organisation."),
    )
    is_superuser = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_("Administrators may change everything, also who is administrator."),
    )
