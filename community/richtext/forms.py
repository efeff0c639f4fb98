import uuid

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .actions import let_wait, throw_away, waiting_files
from .cleaning import clean_html, clean_text
from .images import ACCEPT
from .models import MOST_FILES

#: Said to who adds a picture without the tick beside "No child can be recognised in it".
TICK_FIRST = _("We do not keep pictures in which a child can be recognised. Tick that this is not so.")
#: The tools of the editor (static/js/rich-text.js): name, icon, word, whether it stays pressed.
TOOLS = (
    ("bold", "bold", _("Bold"), True),
    ("italic", "ital", _("Italic"), True),
    ("heading", "heading", _("Heading"), True),
    ("subheading", "subheading", _("Small heading"), True),
    ("bulletList", "list", _("List"), True),
    ("orderedList", "numbers", _("Numbered list"), True),
    ("blockquote", "quote", _("Quotation"), True),
    ("link", "link", _("Link"), True),
    ("figure", "photo", _("Picture"), False),
    ("strike", "strike", _("Struck through"), True),
    ("code", "code", _("Code"), True),
    ("undo", "undo", _("Undo"), False),
    ("redo", "redo", _("Redo"), False),
)


class RichTextInput(forms.Textarea):
    """A plain field, which becomes an editor with tools when somebody begins to write in it."""

    template_name = "richtext/_text.html"

    def get_context(self, name, value, attrs):
        tools = [dict(zip(("name", "icon", "label", "lasts"), tool, strict=True)) for tool in TOOLS]
        return super().get_context(name, value, attrs) | {"tools": tools}

    def use_required_attribute(self, initial):
        return False  # the browser cannot lead to the field once the editor took its place


class RichTextField(forms.CharField):
    """A text with formatting. Gives cleaned HTML; works as a plain text field without JavaScript."""

    widget = RichTextInput

    def __init__(self, *args, **kwargs):
        super().__init__(*args, strip=True, **kwargs)

    def to_python(self, value):
        return clean_html(super().to_python(value) or "")


class LineField(forms.CharField):
    """One line of text without control characters, such as a title or a name."""

    def to_python(self, value):
        return " ".join(clean_text(super().to_python(value) or "").split())


class ManyFilesInput(forms.FileInput):
    """Files to add; those that came before and wait stand above it, each with a way to leave it out."""

    allow_multiple_selected = True
    template_name = "richtext/_files.html"
    waiting = ()

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"waiting": self.waiting}


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Add at most %(most)d files at a time.") % {"most": MOST_FILES})
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class OneFileInput(ManyFilesInput):
    """One file; a new one takes the place of the one that waits."""

    allow_multiple_selected = False


class KeepsFiles(forms.BaseForm):
    """What a form that takes files does to keep them while something else in it is wrong.

    `cleaned_data` holds under `takes` what was sent now, and under `waiting` what was sent before. A view that shows
    the form again calls `keep_files()`.
    """

    takes = "files"
    most = MOST_FILES

    data: QueryDict

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        data = super().clean()
        self.sent = data.get(self.takes, [])
        dropped = self.data.getlist("drop")
        keys = [key for key in self.data.getlist("waiting") if key not in dropped]
        replaced = self.most == 1 and self.sent
        data["waiting"] = [] if replaced else waiting_files(owner=self.user, keys=keys)
        self.show_waiting(data["waiting"])
        if len(self.sent) + len(data["waiting"]) > self.most:
            self.add_error(self.takes, _("Add at most %(most)d files at a time.") % {"most": self.most})
        if (self.sent or data["waiting"]) and "no_children" in self.fields and not data.get("no_children"):
            self.add_error("no_children", TICK_FIRST)
        return data

    def keep_files(self) -> None:
        """What was sent with a form that is wrong waits, and is shown when the form is shown again."""
        throw_away(actor=self.user, files=waiting_files(owner=self.user, keys=self.data.getlist("drop")))
        once, kept = self.data.get("client_id", ""), list(self.fields[self.takes].widget.waiting)
        for upload in self.sent[: self.most - len(kept)]:
            try:
                kept.append(let_wait(actor=self.user, upload=upload, once=once))
            except forms.ValidationError as refused:
                if not self.has_error(self.takes):
                    self.add_error(self.takes, refused)
        self.show_waiting(kept)

    def show_waiting(self, waiting: list) -> None:
        """These files stand on the form, each with a way to leave it out."""
        self.fields[self.takes].widget.waiting = waiting


class FilesForm(KeepsFiles, forms.Form):
    """A form that takes pictures and PDFs."""

    files = ManyFilesField(  # type: ignore[assignment]  # a form takes the attribute away again
        label=_("Add pictures or PDFs"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": f"{ACCEPT},application/pdf"}),
    )
    no_children = forms.BooleanField(label=_("No child can be recognised in it"), required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
