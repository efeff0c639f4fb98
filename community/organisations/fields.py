"""What several forms of organisations ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.richtext.cleaning import clean_text

from .domains import LONGEST, MOST, slug_of
from .numbers import enterprise_number


class DomainsField(forms.Field):
    """Words with commas between them: "onderwijs, buitenspel"."""

    widget = forms.TextInput

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(str(one) for one in value or [])

    def to_python(self, value) -> list[str]:
        names = [" ".join(part.split()) for part in clean_text(str(value or "")).replace(";", ",").split(",")]
        names = [name for name in dict.fromkeys(names) if slug_of(name)]
        if len(names) > MOST:
            raise forms.ValidationError(_("Name at most %(most)d.") % {"most": MOST})
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(_("Keep each of them under %(most)d letters.") % {"most": LONGEST})
        return names


class NumberField(forms.CharField):
    """An enterprise number as people have it at hand, kept in one way."""

    def __init__(self, **options):
        options.setdefault("label", _("Enterprise number"))
        options.setdefault("help_text", _("Ten figures in Belgium, the eight of the KvK in the Netherlands."))
        super().__init__(**{"required": False, "max_length": 24, **options})

    def clean(self, value):
        return enterprise_number(super().clean(value))
