import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import KeepsFiles, LineField, ManyFilesField, OneFileInput
from community.richtext.images import ACCEPT

from ..models import Visibility


class VersionForm(KeepsFiles, forms.Form):
    """The next version of a document."""

    takes, most = "file", 1

    file = ManyFilesField(
        label=_("A PDF or a picture, at most 12 MB"),
        required=False,
        widget=OneFileInput(attrs={"accept": f"application/pdf,{ACCEPT}"}),
    )
    no_children = forms.BooleanField(label=_("No child can be recognised in it"), required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].conditional = True  # a file that waits is one too


class NetworkDocumentForm(CleanTextMixin, VersionForm):
    """A document: what it is called, in which folder, and for whom."""

    title = LineField(label=_("What is it?"), max_length=140)
    folder = LineField(
        label=_("Folder"), max_length=60, required=False, help_text=_("An existing name or a new one.")
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Visibility,
        widget=forms.RadioSelect,
        initial=Visibility.NETWORK,
    )
    field_order = ["title", "folder", "visibility", "file", "no_children"]
