from django import forms

from community.members.forms import CleanTextMixin

from .models import Organisation, Venue


class OrganisationForm(CleanTextMixin, forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "short_name", "municipality", "website", "story"]
        widgets = {"story": forms.Textarea(attrs={"rows": 5})}


class VenueForm(CleanTextMixin, forms.ModelForm):
    class Meta:
        model = Venue
        fields = [
            "name", "address", "municipality", "latitude", "longitude", "capacity", "step_free", "hybrid",
            "by_car", "by_public_transport", "access_note",
        ]  # fmt: skip
