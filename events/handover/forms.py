"""Input of asking another host."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField


class HandoverForm(CleanTextMixin, forms.Form):
    """What the meeting is called then, and why it is asked."""

    title = LineField(label=_("Title, our proposal"), max_length=140)
    why = LineField(label=_("Why the host cannot"), max_length=200, required=False)
