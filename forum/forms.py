from django import forms
from django.utils.translation import gettext_lazy as _

from community.richtext.forms import FilesForm, LineField, RichTextField


class PostForm(FilesForm):
    """What a reply needs: text, files, and one number that makes sending twice harmless."""

    html = RichTextField(label=_("Your text"), required=False)
    field_order = ["html", "files", "no_children", "client_id"]

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("html") and not data.get("files") and not data["waiting"]:
            self.add_error("html", _("Write something first."))
        return data


class TopicForm(PostForm):
    title = LineField(
        label=_("Your question or title"),
        max_length=140,
        help_text=_("Ask it as you would at the table: one clear sentence."),
    )
    tags = LineField(
        label=_("Labels"), max_length=200, required=False, help_text=_("At most five, separated by commas.")
    )
    field_order = ["title", "html", "tags", "files", "no_children", "client_id"]

    def clean_tags(self):
        names = [name.strip(" #") for name in self.cleaned_data["tags"].split(",")]
        if any(len(name) > 30 for name in names):
            raise forms.ValidationError(_("A label has at most 30 characters."))
        return [name for name in names if name]


class EditForm(forms.Form):
    html = RichTextField(label=_("Your text"))
    version = forms.IntegerField(widget=forms.HiddenInput)
