import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members import languages
from community.members.forms import CleanTextMixin, LanguagesField, spoken_by
from community.richtext.forms import LineField
from community.richtext.images import ACCEPT

#: value -> icon, what it is called, what it means.
MAILS = {
    "mine": ("bell", _("When it is about me"), _("an answer, a question, a meeting: as it happens")),
    "meetings": (
        "cal",
        _("Only about meetings"),
        _("when they are, what changes, when you receive the others"),
    ),
    "none": ("moon", _("No mail, I look by myself"), _("except when a meeting in your calendar changes")),
}


class WhoForm(forms.Form):
    """What somebody is called and speaks; the languages they said before are offered with the common ones."""

    name = LineField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    spoken = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("This is how a colleague finds somebody who speaks theirs."),
    )
    more = LanguagesField(label=_("Another language"))

    def __init__(self, *args, user, **kwargs):
        own = spoken_by(user)
        made_up = user.name == user.email.partition("@")[0]
        initial = {"name": "" if made_up else user.name, "spoken": own or [user.language]}
        super().__init__(*args, initial=initial, **kwargs)
        offered = [*languages.COMMON, *(code for code in own if code not in languages.COMMON)]
        self.fields["spoken"].choices = [(code, languages.name_of(code)) for code in offered]

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys([*self.cleaned_data["spoken"], *self.cleaned_data["more"]]))


class WorkForm(forms.Form):
    """Where somebody works, unless it is where whoever invited them wrote, and what they do there."""

    where = forms.ChoiceField(
        label=_("Where do you work?"),
        choices=[("here", _("Here")), ("elsewhere", _("I work somewhere else"))],
        widget=forms.RadioSelect,
    )
    elsewhere = LineField(label=_("Where?"), max_length=120, required=False, help_text=_("Name and town."))
    role = LineField(
        label=_("What do you do there?"),
        max_length=80,
        required=False,
        help_text=_("In your own words."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def __init__(self, *args, organisation, arrival, role, **kwargs):
        elsewhere = arrival.works_elsewhere
        initial = {"where": "elsewhere" if elsewhere else "here", "elsewhere": elsewhere, "role": role}
        super().__init__(*args, initial=initial, **kwargs)
        if organisation is None:
            del self.fields["where"]
        else:
            self.fields["elsewhere"].conditional = True  # asked of who works somewhere else

    def clean(self):
        data = super().clean()
        if data.get("where") == "here":
            data["elsewhere"] = ""
        elif data.get("where") and not data.get("elsewhere") and "elsewhere" not in self.errors:
            self.add_error("elsewhere", _("Write where you work."))
        return data


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Choose a photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("At most 12 MB; we make it smaller. Where it was taken is removed from it."),
    )


class HearForm(forms.Form):
    """How much mail; who was asked before keeps their choice. `agreement` is what was read, 0 for none."""

    mail = forms.ChoiceField(
        label=_("What do you want to hear by mail?"),
        choices=[(value, words) for value, (_icon, words, _hint) in MAILS.items()],
        widget=forms.RadioSelect,
        initial="mine",
    )
    agreement = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)

    def __init__(self, *args, short, **kwargs):
        super().__init__(*args, **kwargs)
        if short:
            del self.fields["mail"]


class HelloForm(CleanTextMixin, forms.Form):
    sentence = forms.CharField(
        label=_("What do you want to learn here?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
