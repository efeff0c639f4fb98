"""The pulse of a meeting: one minute."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.members.models import User

from .queries import QUESTIONS

SCORES = [(n, str(n)) for n in range(1, 6)]


class PulseForm(CleanTextMixin, forms.Form):
    """One minute: three fixed questions, and one open."""

    useful = forms.TypedChoiceField(
        label=QUESTIONS["useful"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    safe = forms.TypedChoiceField(
        label=QUESTIONS["safe"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    applies = forms.TypedChoiceField(
        label=QUESTIONS["applies"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What should be different next time?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    met = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Whom did you meet for the first time?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met"].queryset = people
