"""What somebody says in a conversation."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import MOST_CHARACTERS


class SayForm(forms.Form):
    """One message, and the number that makes sending it twice harmless. Saying it decides whether it can be said."""

    text = forms.CharField(
        label=_("Your message"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "maxlength": MOST_CHARACTERS,
                "required": True,
                "placeholder": _("Write a message"),
            }
        ),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data=None):
        super().__init__(data, auto_id="say_%s")
