import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.richtext.merging import Merges

from ..models import Facility, FacilityRequest


class FacilityForm(Merges, CleanTextMixin, forms.ModelForm):
    class Meta:
        model = Facility
        fields = ["name", "kind", "capacity", "about", "step_free", "hybrid", "offered"]


class AskForm(CleanTextMixin, forms.Form):
    day = DayField(label=_("Day"))
    part = forms.ChoiceField(
        label=_("Which part"),
        choices=[
            ("day", _("the whole day")),
            ("morning", _("in the morning")),
            ("afternoon", _("in the afternoon")),
        ],
        widget=forms.RadioSelect,
        initial="day",
    )
    purpose = forms.CharField(
        label=_("What for"),
        max_length=300,
        help_text=_("With how many, and for what; then they can say yes sooner."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_id", uuid.uuid4())

    @property
    def asked(self) -> dict:
        """What the verb takes."""
        said = self.cleaned_data
        return {
            "day": said["day"],
            "morning": said["part"] != "afternoon",
            "afternoon": said["part"] != "morning",
            "purpose": said["purpose"],
            "client_id": said["client_id"] or uuid.uuid4(),
        }


class AnswerFacilityForm(CleanTextMixin, forms.ModelForm):
    class Meta:
        model = FacilityRequest
        fields = ["answer"]
        help_texts = {"answer": _("With a no this has to be said; with a yes it may.")}
