"""A case without anybody's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.members.models import User

from .models import CaseRecord


class CaseForm(CleanTextMixin, forms.ModelForm):
    """A case without anybody's name. The tick is asked every time."""

    anonymous = forms.BooleanField(
        label=_("No names, dates of birth or details by which a child, parent or colleague is known"),
        error_messages={"required": _("Read it once more, leave out who it is about, and tick this.")},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    class Meta:
        model = CaseRecord
        fields = ["presenter", "ages", "question", "situation", "insights", "next_step"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("situation", "insights")}

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        self.fields["presenter"].empty_label = _("Nobody")
        self.fields["presenter"].label_from_instance = lambda person: person.name
        self.initial["version"] = self.instance.version
