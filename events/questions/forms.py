"""A question to the host."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..meetings.forms import sent_once


class QuestionForm(CleanTextMixin, forms.Form):
    text = LineField(
        label=_("Your question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    client_id = sent_once()
