from django import forms
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget

from .cleaning import clean_html, clean_text

#: Said to who adds a picture without the tick beside "No child can be recognised in it".
TICK_FIRST = _("We do not keep pictures in which a child can be recognised. Tick that this is not so.")
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Code": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "History": True,
}


class RichTextField(forms.CharField):
    """A text with formatting. Gives cleaned HTML; works as a plain text field without JavaScript."""

    widget = ProseEditorWidget

    def __init__(self, *args, **kwargs):
        super().__init__(*args, strip=True, **kwargs)
        self.widget.config = {"extensions": EXTENSIONS}
        self.widget.preset = "configurable"

    def to_python(self, value):
        return clean_html(super().to_python(value) or "")


class LineField(forms.CharField):
    """One line of text without control characters, such as a title or a name."""

    def to_python(self, value):
        return " ".join(clean_text(super().to_python(value) or "").split())
