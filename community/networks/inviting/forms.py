from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField
from community.organisations.models import Organisation

from .actions import MOST_DAYS, MOST_PEOPLE


class AgainForm(forms.Form):
    """An invitation once more, to another address if that is better."""

    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(
            *args, auto_id=f"invitation{invitation.pk}_%s", initial={"email": invitation.email}, **kwargs
        )


class LinkForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("where each of them works"),
    )
    most = forms.IntegerField(
        label=_("For how many people at most?"), min_value=1, max_value=MOST_PEOPLE, initial=10
    )
    days = forms.IntegerField(label=_("For how many days?"), min_value=1, max_value=MOST_DAYS, initial=14)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = network.current_organisations
