from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.richtext.cleaning import clean_text

from ..models import Organisation
from .queries import label, meant_by


class OrganisationInput(forms.TextInput):
    """A field of one line under which the organisations appear that fit."""

    template_name = "organisations/choosing/input.html"

    def format_value(self, value):
        if isinstance(value, Organisation):
            return label(value)
        return super().format_value(value)


class OrganisationField(forms.CharField):
    """An organisation, by its name and town. `user` is who chooses; a form sets it before the field is read.

    Without a script the whole name, or enough of it, is typed; what fits several is asked about in one sentence.
    """

    widget = OrganisationInput
    user = None

    def __init__(self, **options):
        super().__init__(**{"max_length": 220, "label": _("Organisation")} | options)
        self.help_text = self.help_text or _("Type a few letters of the name or the town.")

    def clean(self, value):
        typed = clean_text(super().clean(value) or "")
        if not typed:
            return None
        found = meant_by(self.user, typed)
        if len(found) == 1:
            return found[0]
        if not found:
            text = _("We know no organisation “%(typed)s”. Type another part of its name.")
            raise ValidationError(text, params={"typed": typed[:60]})
        names = "; ".join(label(one) for one in found[:4])
        raise ValidationError(_("Several fit: %(names)s. Choose one of them."), params={"names": names})
