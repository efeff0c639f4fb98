"""Input of notes, actions and minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.members.models import User
from community.organisations.models import Organisation
from community.richtext.forms import LineField, RichTextField

from ..meetings.forms import FIRST_YEAR, LAST_YEAR, sent_once


class NoteForm(CleanTextMixin, forms.Form):
    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    client_id = sent_once()


class ChangeNoteForm(CleanTextMixin, forms.Form):
    """Another text for a note; empty removes it. `version` is the one that was changed."""

    text = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty it to remove the note."),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )


class ActionForm(CleanTextMixin, forms.Form):
    """What, who and before when."""

    text = LineField(label=_("What"), max_length=200)
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, empty_label=_("Nobody")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("or which organisation"),
        required=False,
        empty_label=_("No organisation"),
    )
    due = DayField(label=_("Before"), required=False)
    client_id = sent_once()

    def __init__(self, *args, people, organisations, **kwargs):
        super().__init__(*args, auto_id="action_%s", **kwargs)
        self.fields["person"].queryset = people
        self.fields["organisation"].queryset = organisations

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("person") and not data.get("organisation"):
            self.add_error("person", _("Say who does it: a person or an organisation."))
        due = data.get("due")
        if due and not FIRST_YEAR <= due.year <= LAST_YEAR:
            self.add_error("due", _("Choose a date in this century."))
        return data


class HandOnForm(forms.Form):
    """Who takes care of it from now on."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who takes care of it from now on?"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class MinutesForm(forms.Form):
    html = RichTextField(label=_("The minutes"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CommentForm(CleanTextMixin, forms.Form):
    text = forms.CharField(label=_("Your remark"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    client_id = sent_once()
