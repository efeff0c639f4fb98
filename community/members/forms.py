import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from community.richtext.cleaning import clean_text
from community.richtext.images import ACCEPT

from . import handles, languages
from .models import Profile, Spoken, User
from .seeing import PARTS


class CleanTextMixin:
    """Control characters and halves of characters never reach the database."""

    def clean(self):
        data = super().clean()
        for name, value in (data or self.cleaned_data).items():
            if isinstance(value, str):
                self.cleaned_data[name] = clean_text(value)
        return self.cleaned_data


def spoken_by(user: User) -> list[str]:
    """The codes of the languages that somebody speaks."""
    return list(Spoken.objects.filter(profile__user=user).values_list("code", flat=True))


class SignupForm(forms.Form):
    """The one thing we ask besides an e-mail address and a password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As your colleagues know you."),
    )
    field_order = ["name", "email", "password1"]

    def clean_name(self):
        name = " ".join(clean_text(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Enter your name."))
        return name

    def signup(self, request, user):
        """allauth asks for it; the adapter has saved everything already."""


#: Heading -> the fields under it. The address itself is changed among the pages of the account.
GROUPS = (
    (_("Me"), ("name", "handle", "role", "about", "languages")),
    (_("Helping and looking"), ("expertise", "looking_for", "themes")),
    (_("How to reach me"), ("email", "phone", "listed")),
)


class LanguagesField(forms.CharField):
    """Languages by their names, with commas; its value is a list of codes."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 400, "required": False, **options})

    def prepare_value(self, value):
        return ", ".join(languages.names_of(value)) if isinstance(value, list) else value

    def to_python(self, value):
        names = languages.split(clean_text(super().to_python(value) or ""))
        codes = {name: languages.code_called(name) for name in names}
        if unknown := [name for name, code in codes.items() if code is None]:
            words = _("We do not know the language “%(name)s”. Write its name, such as Dutch or Polish.")
            raise forms.ValidationError(words, code="unknown", params={"name": unknown[0][:40]})
        return list(dict.fromkeys(codes.values()))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ProfileForm(CleanTextMixin, forms.ModelForm):
    name = forms.CharField(label=_("Your name"), max_length=80)
    handle = forms.CharField(
        label=_("Handle"),
        max_length=31,
        help_text=_("Others call you with an @ in front of it. Use small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    class Meta:
        model = Profile
        fields = [
            "role", "about", "expertise", "looking_for", "themes", "phone", "listed",
            *(f"{part}_visible_to" for part in PARTS),
        ]  # fmt: skip
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    languages = LanguagesField(
        label=_("Languages you speak"),
        help_text=_("With commas. This is how a colleague finds somebody who speaks theirs."),
    )
    field_order = ["name", "handle", "role", "about", "languages"]

    def __init__(self, *args, user, **kwargs):
        self.user = user
        initial = {"name": user.name, "handle": user.handle, "languages": spoken_by(user)}
        super().__init__(*args, initial=initial, **kwargs)
        for part, label in PARTS.items():
            field = self.fields[f"{part}_visible_to"]
            field.label = _("Who sees it: %(part)s") % {"part": label}
            field.required = False  # what a page of before did not ask stays as it is

    @property
    def groups(self):
        """Under each heading its fields, each with the field for who sees it, or None where that is no choice."""
        for heading, names in GROUPS:
            audiences = [f"{name}_visible_to" for name in names]
            yield (
                heading,
                [
                    (self[name] if name in self.fields else None, self[one] if one in self.fields else None)
                    for name, one in zip(names, audiences, strict=True)
                ],
            )

    def clean(self):
        data = super().clean()
        for part in PARTS:
            name = f"{part}_visible_to"
            data[name] = data.get(name) or self.initial[name]
        return data

    def clean_handle(self):
        return handles.checked(self.cleaned_data["handle"], owner=self.user)

    @property
    def user_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "handle")}

    @property
    def profile_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=_("A photo of at most 12 MB. Where it was taken is removed from it."),
    )


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = User
        fields = ["language", "theme", "time_zone"]
        widgets = {"language": forms.RadioSelect, "theme": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(name for name in zoneinfo.available_timezones() if name.startswith("Europe/"))
        names = list(dict.fromkeys(["Europe/Brussels", "Europe/Amsterdam", *names, "UTC"]))
        if self.instance.time_zone not in names:
            names.append(self.instance.time_zone)
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in names]
