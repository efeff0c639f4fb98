from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField


class AddressForm(forms.Form):
    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_(
            "The one this invitation was sent to. You need no password: you sign in with a code by mail."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
