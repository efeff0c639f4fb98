from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .reading import decoded, read_lines

MOST_BYTES = 1_000_000


class VerifyForm(forms.Form):
    file = forms.FileField(
        label=_("A file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=_("CSV out of a spreadsheet, at most 1 MB."),
    )
    text = forms.CharField(
        label=_("Or lines"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One organisation a line: name; town; number; kind. A heading may say in which order."),
    )
    make_new = forms.BooleanField(label=_("Add the ones that are missing"), required=False)
    all_or_nothing = forms.BooleanField(label=_("Do nothing unless every line is right"), required=False)

    def clean(self):
        data = super().clean()
        upload, text = data.get("file"), data.get("text", "")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", _("This file is too large."))
        elif upload:
            text = decoded(upload.read())
        if self.errors:
            return data
        if "\x00" in text or text.startswith("PK"):
            self.add_error("file", _("This is no CSV. Save the sheet as CSV, or paste the lines."))
            return data
        try:
            data["lines"] = read_lines(text)
        except ValidationError as error:
            self.add_error("file" if upload else "text", error)
        data["text"] = text
        return data
