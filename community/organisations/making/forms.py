from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin

from ..fields import DomainsField, NumberField
from ..models import Organisation


class NewOrganisationForm(CleanTextMixin, forms.ModelForm):
    domains = DomainsField(
        label=_("Works on"),
        required=False,
        help_text=_("A few words with commas between them: education, outdoor play."),
    )
    number = NumberField()

    class Meta:
        model = Organisation
        fields = ["name", "municipality", "kind", "domains", "number"]
