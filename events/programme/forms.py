"""Input of the programme, of what the host shows, and of documents."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.members.forms import CleanTextMixin
from community.members.models import User
from community.richtext.forms import KeepsFiles, LineField, ManyFilesField, OneFileInput
from community.richtext.images import ACCEPT

from ..meetings.forms import sent_once
from .methods import METHODS


class PartForm(CleanTextMixin, forms.Form):
    """One row of the programme; empty rows are left out, and `order` decides where it comes."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    title = LineField(label=_("Part"), max_length=140, required=False)
    minutes = forms.IntegerField(
        label=pgettext_lazy("duration", "Minutes"), min_value=1, max_value=600, required=False
    )
    note = LineField(label=_("Who and how"), max_length=200, required=False)
    presenter = forms.ModelChoiceField(User.objects.none(), label=_("Presented by"), required=False)
    method = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = User.objects.none() if people is None else people

    def clean_method(self):
        return self.cleaned_data["method"] if self.cleaned_data["method"] in METHODS else ""

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how many minutes this part takes."))
        if data.get("minutes") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give this part a title."))
        return data


class Parts(forms.BaseFormSet):
    @property
    def rows(self) -> list[dict]:
        """What `save_programme` wants, in the order that was asked for."""
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("title") and not form.cleaned_data["remove"]
        ]
        return sorted(kept, key=lambda row: row["order"] or 99)


PartsFormSet = forms.formset_factory(PartForm, formset=Parts, extra=2, max_num=30, absolute_max=40)


class ShowcaseForm(CleanTextMixin, forms.Form):
    showcase = forms.CharField(
        label=_("What you will see there"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bring = LineField(label=_("Bring along"), max_length=200, required=False)
    catering = LineField(label=_("Coffee and food"), max_length=200, required=False)
    contact = forms.ModelChoiceField(User.objects.none(), label=_("Whom to call on the day"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = people


class StopForm(CleanTextMixin, forms.Form):
    title = LineField(label=_("What to see"), max_length=120, required=False)
    text = LineField(label=_("In one or two sentences"), max_length=300, required=False)
    question = LineField(label=_("Viewing question"), max_length=200, required=False)


StopsFormSet = forms.formset_factory(StopForm, extra=1, min_num=0, max_num=12, absolute_max=12)


class DocumentForm(KeepsFiles, forms.Form):
    """A document for who takes part."""

    takes, most = "file", 1

    file = ManyFilesField(
        label=_("A PDF or a picture, at most 12 MB"),
        required=False,
        widget=OneFileInput(attrs={"accept": f"application/pdf,{ACCEPT}"}),
    )
    no_children = forms.BooleanField(label=_("No child can be recognised in it"), required=False)
    client_id = sent_once()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="document_%s", **kwargs)
        self.fields["file"].conditional = True

    def clean(self):
        data = super().clean()
        if not self.sent and not data["waiting"] and not self.has_error("file"):
            self.add_error("file", _("Choose a file first."))
        return data
