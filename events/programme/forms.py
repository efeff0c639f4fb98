"""Input of the programme, of what the host shows, and of documents."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.members.forms import CleanTextMixin
from community.members.models import User
from community.richtext import meanwhile
from community.richtext.cleaning import whole
from community.richtext.forms import KeepsFiles, LineField, ManyFilesField, OneFileInput
from community.richtext.images import ACCEPT
from community.richtext.merging import Merges

from ..meetings.forms import sent_once
from .methods import METHODS


class PartForm(Merges, CleanTextMixin, forms.Form):
    """One part of the programme; empty rows are left out. `seen` says what it showed when it was opened.

    `stored` are the parts as they are now, by their ids: another may have moved or removed them since.
    """

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    title = LineField(label=_("Part"), max_length=140, required=False)
    minutes = forms.IntegerField(
        label=pgettext_lazy("duration", "Minutes"), min_value=1, max_value=600, required=False
    )
    note = LineField(label=_("Who and how"), max_length=200, required=False)
    presenter = forms.ModelChoiceField(User.objects.none(), label=_("Presented by"), required=False)
    method = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    SHOWS = ("title", "minutes", "note", "presenter")

    def __init__(self, *args, people, stored=None, **kwargs):
        super().__init__(*args, **kwargs)
        presenter = cast("forms.ModelChoiceField", self.fields["presenter"])
        presenter.queryset, presenter.empty_label = people, _("Nobody")
        if self.is_bound:
            self.initial = (stored or {}).get(whole(self.data.get(self.add_prefix("id"))), {})
        else:
            self.initial["seen"] = self._marks()

    def _marks(self) -> str:
        return ".".join(meanwhile.mark(meanwhile.holds(self, name)) for name in self.SHOWS)

    def marks_shown(self):
        """Each part says itself what it showed, so that it is the same part wherever it stands now."""
        marks = str(self.data.get(self.add_prefix("seen"), "")).split(".")
        if len(marks) != len(self.SHOWS):
            return None
        said = {self.add_prefix(name): mark for name, mark in zip(self.SHOWS, marks, strict=True)}
        beside = (name for name in self.fields if name not in self.SHOWS)
        return said | {self.add_prefix(name): meanwhile.mark(meanwhile.holds(self, name)) for name in beside}

    def _clean_fields(self):
        super()._clean_fields()
        if self.seen_since:
            shown = (self.marks_shown() or {}) | self.seen_since
            seen = ".".join(shown[self.add_prefix(name)] for name in self.SHOWS)
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = seen

    @property
    def is_gone(self) -> bool:
        """Somebody else removed the part, and who sends this changed nothing of it."""
        return (
            bool(self.cleaned_data.get("id"))
            and not self.initial
            and not any(map(self.is_touched, self.SHOWS))
        )

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
        """What `save_programme` wants, in the order in which the parts stand; those that somebody else added last."""
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("title") and not form.cleaned_data["remove"] and not form.is_gone
        ]
        known = {form.cleaned_data.get("id") for form in self.forms}
        stored = self.form_kwargs.get("stored") or {}
        return kept + [row for pk, row in stored.items() if pk not in known]

    def moved(self, step: str) -> list[dict]:
        """The same with one part a place up or down: `step` is "up" or "down" and the number of its row."""
        rows, (way, _mark, number) = self.rows, step.partition(" ")
        chosen = [form.cleaned_data for n, form in enumerate(self.forms) if n == whole(number)]
        at = next((n for n, row in enumerate(rows) if any(row is one for one in chosen)), None)
        to = None if at is None else at + {"up": -1, "down": 1}.get(way, 0)
        if at is not None and to is not None and 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        return rows


PartsFormSet = forms.formset_factory(PartForm, formset=Parts, extra=2, max_num=30, absolute_max=40)


class ShowcaseForm(Merges, CleanTextMixin, forms.Form):
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
        contact = cast("forms.ModelChoiceField", self.fields["contact"])
        contact.queryset, contact.empty_label = people, _("Nobody yet")


class StopForm(Merges, CleanTextMixin, forms.Form):
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
