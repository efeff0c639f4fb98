from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import PeriodsField
from community.members.forms import CleanTextMixin
from community.richtext.forms import KeepsFiles, ManyFilesField, OneFileInput
from community.richtext.images import ACCEPT
from community.richtext.merging import Merges

from .fields import DomainsField, NumberField
from .geography.outline import is_at_sea
from .models import Organisation, Venue
from .places import WhereField

MOST_PERIODS = 40


class ClosedDaysField(PeriodsField):
    """Periods as people type them, one a line, as an organisation keeps them."""

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        kept = [(date.fromisoformat(first), date.fromisoformat(last), why) for first, last, why in value]
        return super().prepare_value(kept)

    def to_python(self, value):
        periods = super().to_python(value)
        if len(periods) > MOST_PERIODS:
            raise forms.ValidationError(_("Name at most %(most)d periods.") % {"most": MOST_PERIODS})
        return [[first.isoformat(), last.isoformat(), why[:80]] for first, last, why in periods]


class OrganisationForm(Merges, CleanTextMixin, forms.ModelForm):
    domains = DomainsField(
        label=_("Works on"),
        required=False,
        help_text=_("A few words with commas between them: education, outdoor play."),
    )
    number = NumberField()
    closed_days = ClosedDaysField(
        label=_("Days on which you are closed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One period a line. On these days nobody asks you to host: 21-12-2026 to 4-1-2027 holidays"
        ),
    )

    class Meta:
        model = Organisation
        fields = [
            "name", "short_name", "municipality", "kind", "partner_class", "level", "number", "website",
            "story", "closed_days", "open_for_cooperation", "public",
        ]  # fmt: skip
        widgets = {"story": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "level": _("Only for a government."),
            "open_for_cooperation": _("Others may ask you to do something together."),
            "public": _(
                "The name, the town, the story and the open networks; never the address or the people."
            ),
        }

    field_order = ["name", "short_name", "municipality", "kind", "partner_class", "level", "story", "domains"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["domains"] = [domain.name for domain in instance.domains.all()]

    def clean(self):
        data = super().clean()
        if data.get("partner_class") != Organisation.PartnerClass.GOVERNMENT:
            data["level"] = ""
        return data


class VenueForm(Merges, KeepsFiles, CleanTextMixin, forms.ModelForm):
    takes, most = "picture", 1

    class Meta:
        model = Venue
        fields = [
            "name", "address", "municipality", "capacity", "step_free", "hybrid",
            "on_foot", "by_bicycle", "by_public_transport", "by_car", "access_note", "sketch_note",
        ]  # fmt: skip

    where = WhereField(
        label=_("Place on the map"),
        required=False,
        help_text=_(
            "Two numbers as a map shows them, such as 51.0543, 3.7174. Left empty we take those of another venue in "
            "the municipality."
        ),
    )
    picture = ManyFilesField(
        label=_("A sketch of the way in"),
        required=False,
        help_text=_("The gate, where to park, which door. A photo of a drawing will do."),
        widget=OneFileInput(attrs={"accept": ACCEPT}),
    )
    no_children = forms.BooleanField(label=_("No child can be recognised in it"), required=False)
    remove_sketch = forms.BooleanField(label=_("Take the sketch away"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sketch_note"].help_text = _(
            "In words, for who cannot see it: from the road the gate on the right, the second door."
        )
        if not self.instance.sketch_id:
            del self.fields["remove_sketch"]
        if self.instance.pk:
            self.initial["where"] = [self.instance.latitude, self.instance.longitude]
        first, last = ["name", "address", "municipality", "where"], ["picture", "no_children", "sketch_note"]
        self.order_fields([*first, *(name for name in self.fields if name not in first + last), *last])

    def _where_it_was(self, municipality: str) -> tuple[float, float] | None:
        """Where another venue of this municipality lies."""
        others = Venue.objects.exclude(pk=self.instance.pk).filter(municipality__iexact=municipality.strip())
        return others.values_list("latitude", "longitude").first()

    def clean(self):
        data = super().clean()
        stays = self.instance.sketch_id and not data.get("remove_sketch")
        if "where" not in self.errors and "municipality" in data:
            where = data["where"] or self._where_it_was(data["municipality"])
            if where and is_at_sea(*where):
                self.add_error("where", _("This lies in the sea. Look at the two numbers once more."))
            elif where:
                self.instance.latitude, self.instance.longitude = where
            else:
                text = _(
                    "We know no venue in %(municipality)s yet. Look it up on a map and copy the two numbers."
                )
                self.add_error("where", text % {"municipality": data["municipality"]})
        if (data.get("picture") or data["waiting"] or stays) and not data.get("sketch_note"):
            self.add_error("sketch_note", _("Say in words what the sketch shows."))
        return data
