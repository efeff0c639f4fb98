import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.richtext.forms import TICK_FIRST, LineField, RichTextField

MOST_FILES = 6


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Add at most %(most)d files at a time.") % {"most": MOST_FILES})
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class PostForm(forms.Form):
    """What a reply needs: text, files, and one number that makes sending twice harmless."""

    html = RichTextField(label=_("Your text"), required=False)
    files = ManyFilesField(
        label=_("Add pictures or PDFs"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp,application/pdf"}),
    )
    no_children = forms.BooleanField(label=_("No child can be recognised in it"), required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self):
        data = super().clean()
        if data.get("files") and not data.get("no_children"):
            self.add_error("no_children", TICK_FIRST)
        if not self.errors and not data.get("html") and not data.get("files"):
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
