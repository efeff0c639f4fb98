"""The pulse of a meeting, one minute; what one takes home; thanks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.members.models import User
from community.richtext.cleaning import whole
from community.richtext.forms import LineField

from .queries import QUESTIONS

SCORES = [(n, str(n)) for n in range(1, 6)]


class ScoreField(forms.TypedChoiceField):
    """A number from 1 to 5, in one line."""

    template_name = "forms/segments.html"

    def __init__(self, question: str):
        super().__init__(label=QUESTIONS[question], choices=SCORES, coerce=int, widget=forms.RadioSelect)


class People(forms.ModelMultipleChoiceField):
    """Some of these people; what is no key is nobody, and no trouble for a database that has no such numbers."""

    def clean(self, value):
        return super().clean([key for key in value or () if whole(key)])


class PulseForm(CleanTextMixin, forms.Form):
    """One minute: three fixed questions, and one open."""

    useful = ScoreField("useful")
    safe = ScoreField("safe")
    applies = ScoreField("applies")
    text = forms.CharField(
        label=_("What should be different next time?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    met = People(
        User.objects.none(),
        label=_("Whom did you meet for the first time?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("We count this, for the network as a whole."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met"].queryset = people


class TakeHomeForm(CleanTextMixin, forms.Form):
    """One thing to do or tell; empty forgets it."""

    text = forms.CharField(
        label=_("One thing you will do or tell"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you read this. After six weeks it comes back to you."),
    )


class NoteForm(CleanTextMixin, forms.Form):
    """What came of it, for oneself; or for who leads the meeting as well."""

    became = forms.CharField(
        label=_("What came of it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("“Nothing” is an answer too."),
        error_messages={"required": _("Write what came of it. “Nothing” is an answer too.")},
    )
    shown = forms.BooleanField(label=_("The facilitator may read this answer"), required=False)


class ThanksForm(CleanTextMixin, forms.Form):
    text = LineField(label=_("Your thanks"), max_length=300)
