"""What an article is going to be about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.richtext.forms import LineField


class HarvestForm(forms.Form):
    title = LineField(label=_("Title of the article"), max_length=140)
