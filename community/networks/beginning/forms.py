from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.emails import AddressField
from community.members.forms import CleanTextMixin
from community.organisations.islands import HUES, pick_hue
from community.organisations.models import Organisation
from community.richtext.merging import Merges

from ..cooperation import FORMS
from ..models import Beginning, Motive, Network, Secondment
from .files import LONGEST, MOST_COLUMNS, text_of
from .reading import MEANINGS
from .slugs import UNNAMED

HUE_NAMES = {
    12: _("light red"), 32: _("stone"), 45: _("clay"), 66: _("ochre"), 94: _("broom"), 128: _("willow"),
    165: _("duckweed"), 185: _("reed"), 205: _("rain"), 245: _("ditch"), 272: _("cornflower"), 315: _("heather"),
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """What the mark of a network is drawn from."""

    slug: str
    hue: int


class PurposeForm(Merges, CleanTextMixin, forms.ModelForm):
    """The first step: what for, in which form, and why now."""

    cooperation_form = forms.ChoiceField(
        label=_("How do you work together?"),
        choices=[(one.form.value, one.title) for one in FORMS],
        widget=forms.RadioSelect,
        initial=FORMS[0].form.value,
    )
    hue = forms.TypedChoiceField(
        label=_("Colour of the network"),
        choices=[(hue, HUE_NAMES[hue]) for hue in HUES.values()],
        coerce=int,
        widget=forms.RadioSelect,
    )
    motive = forms.ChoiceField(
        label=_("Why now?"),
        choices=[("", _("We do not say")), *Motive.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Beginning
        fields = ["name", "purpose", "theme", "cooperation_form", "hue", "motive", "funder"]
        labels = {
            "name": _("Name"),
            "purpose": _("Which question brings you together?"),
            "theme": _("Theme"),
            "funder": _("Which funder asks for it?"),
        }
        help_texts = {
            "name": _("Short. It stands like this in everybody's menu."),
            "theme": _("One or two words, such as outdoor play. People find the network by them."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["funder"].conditional = True
        if not self.instance.pk:
            self.initial["hue"] = pick_hue(list(Network.objects.values_list("hue", flat=True)))

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        data = super().clean()
        if data.get("motive") == Motive.REQUIRED and not data.get("funder"):
            self.add_error("funder", _("Fill in which funder asks for it."))
        return data

    @property
    def cards(self):
        """(control, form of cooperation) for each of the seven."""
        return zip(self["cooperation_form"], FORMS, strict=True)

    @property
    def marks(self):
        """(control, the mark of the network in that colour) for each of the twelve."""
        return [(choice, Mark(UNNAMED, int(choice.data["value"]))) for choice in self["hue"]]

    @property
    def chosen_hue(self) -> int:
        value = str(self["hue"].value() or "")
        return int(value) if value.isdecimal() and int(value) in HUE_NAMES else HUES["kroos"]


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Add an organisation"),
        required=False,
        max_length=100,
        help_text=_("Type a few letters of the name or the town."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class MakeForm(CleanTextMixin, forms.Form):
    """An organisation that is missing."""

    name = forms.CharField(label=_("Name"), max_length=120)
    municipality = forms.CharField(label=_("Town"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "---------"), *Organisation.Kind.choices])


class SecondmentForm(CleanTextMixin, forms.ModelForm):
    """Who works where, for a network that is about a secondment."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    class Meta:
        model = Secondment
        fields = ["person", "sender", "receiver", "starts_on", "ends_on"]
        labels = {
            "person": _("Who works elsewhere?"),
            "sender": _("Which organisation sends?"),
            "receiver": _("Which organisation receives?"),
        }

    def __init__(self, *args, beginning, **kwargs):
        kwargs["instance"] = getattr(beginning, "secondment", None)
        super().__init__(*args, **kwargs)
        for name in ("sender", "receiver"):
            self.fields[name].queryset = beginning.organisations.all()

    def clean(self):
        data = super().clean()
        if data.get("sender") and data.get("sender") == data.get("receiver"):
            self.add_error("receiver", _("Choose another organisation than the one that sends."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The last day comes after the first."))
        return data


class HowForm(Merges, CleanTextMixin, forms.ModelForm):
    """The last step: who sees it, who joins, and by which rules."""

    class Meta:
        model = Beginning
        fields = ["visibility", "join_policy", "ground_rules"]
        labels = {
            "visibility": _("Who sees the network?"),
            "join_policy": _("Who may join?"),
            "ground_rules": _("Ground rules"),
        }
        help_texts = {"ground_rules": _("One a line. Read them together at the first meeting.")}
        widgets = {
            "visibility": forms.RadioSelect,
            "join_policy": forms.RadioSelect,
            "ground_rules": forms.Textarea(attrs={"rows": 7}),
        }


class AnswerProposalForm(CleanTextMixin, forms.Form):
    answer = forms.CharField(
        label=_("A sentence for who proposed it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a no it is needed: say also what is possible."),
    )


class ReadForm(forms.Form):
    """A list of people: pasted, or as a file."""

    text = forms.CharField(
        label=_("Lines from a mail or a sheet"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false"}),
        help_text=_("Name, address, organisation and job, in any order."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        help_text=_("Excel (.xlsx) or CSV, at most 4 MB and 10,000 lines."),
    )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data.get("file"):
            data["text"] = text_of(data["file"])
        if not data.get("text", "").strip():
            raise forms.ValidationError(_("Paste some lines, or choose a file."))
        return data


class ColumnsForm(forms.Form):
    """What each column holds, when it was not recognised well."""

    def __init__(self, *args, beginning, **kwargs):
        super().__init__(*args, **kwargs)
        for number, meaning in enumerate(beginning.columns[:MOST_COLUMNS], start=1):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=_("Column %(number)d") % {"number": number},
                choices=list(MEANINGS.items()),
                required=False,
                initial=meaning,
            )

    @property
    def columns(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class MendForm(forms.Form):
    """A doubtful line, looked at."""

    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation"),
    )

    def __init__(self, *args, line, organisations, others=(), **kwargs):
        super().__init__(*args, auto_id=f"line{line.pk}_%s", **kwargs)
        self.line = line
        self.fields["organisation"].queryset = Organisation.objects.filter(
            pk__in=[one.pk for one in (*organisations, *others)]
        )
        self.fields["organisation"].choices = [
            ("", _("No organisation")),
            *((one.pk, one.name) for one in organisations),
            *((one.pk, _("%(name)s, takes part from now on") % {"name": one.name}) for one in others),
        ]
        self.initial |= {"email": "".join(line.email.split()), "organisation": line.organisation_id}
        if line.organisation_id is None and others:
            self.initial["organisation"] = others[0].pk


class ListForm(CleanTextMixin, forms.ModelForm):
    """What stands around the list: who facilitates as well, and one's own words."""

    second = forms.ChoiceField(label=_("Who facilitates with you?"), required=False, widget=forms.RadioSelect)

    class Meta:
        model = Beginning
        fields = ["second", "words", "whole"]
        labels = {"words": _("A sentence of your own"), "whole": _("All or nothing")}
        help_texts = {
            "words": _("It stands in each invitation."),
            "whole": _("Invite nobody while a line has to be looked at."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, seconds, **kwargs):
        super().__init__(*args, **kwargs)
        self.seconds = {str(one.user.pk): one for one in seconds}
        self.fields["second"].choices = [
            *((key, one.user.name) for key, one in self.seconds.items()),
            ("", _("Somebody else, or later")),
        ]
        self.initial["second"] = str(self.instance.second_id or "")

    @property
    def second_choices(self):
        """(control, who it is and why, or None) for each."""
        return [(choice, self.seconds.get(str(choice.data["value"]))) for choice in self["second"]]

    def clean_second(self):
        found = self.seconds.get(self.cleaned_data["second"])
        return found.user if found else None
