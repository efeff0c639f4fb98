from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin


class ClosingForm(CleanTextMixin, forms.Form):
    """A word to everyone, and that what is open may stay so."""

    word = forms.CharField(
        label=_("A word to everyone"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=400,
        help_text=_(
            "Everyone who takes part gets it by mail. Say thanks, and where what you learned can be read."
        ),
    )
    sure = forms.BooleanField(label=_("What is still open may stay as it is"), required=False)

    def __init__(self, *args, open_ends: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not open_ends:
            del self.fields["sure"]
