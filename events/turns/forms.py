"""Input of exchanging turns and going on online."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..meetings.models import Meeting


class SwapForm(CleanTextMixin, forms.Form):
    second = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("With which meeting?"), widget=forms.RadioSelect, empty_label=None
    )
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second"].queryset = others


class WhyNotForm(CleanTextMixin, forms.Form):
    """Why not."""

    reason = LineField(label=_("Why not?"), max_length=200, required=False)


class JoinLinkForm(forms.Form):
    """Where everyone goes on online."""

    join_url = forms.URLField(label=_("Link to join online"), max_length=200, assume_scheme="https")
