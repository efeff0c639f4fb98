"""An open form is older than what others do: what only they changed stays, and what both changed is asked.

The place that a form is sent from says what it showed (`meanwhile.py`). A value that still is what was shown was not
touched by who sends it; a stored one that no longer is was changed by somebody else.
"""

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import meanwhile
from .places import asked, place_of

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class Merges(Base):
    """For a form that changes a row, before the others it inherits from. Its `initial` is what is stored now.

    `seen_since` are marks of what others made of fields that somebody changed too: they are shown beside them, so
    that the same form sent again keeps what was typed.
    """

    seen_since: dict[str, str]

    def marks_shown(self) -> dict[str, str] | None:
        """The marks of what the form showed, by the full names of fields; None for one that does not say so."""
        request = asked.get()
        place = place_of(request) if request is not None else None
        return place.shown if place is not None and place.action == request.path else None

    def is_touched(self, name: str) -> bool:
        """Whether who sends the form changed this field; yes for a form that does not say what it showed."""
        shown = self.marks_shown()
        return shown is None or meanwhile.mark(self._sent(name)) != shown.get(self.add_prefix(name), "")

    def _sent(self, name: str) -> str:
        field = self.fields[name]
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return meanwhile.as_sent(field, value)

    def _clean_fields(self):
        super()._clean_fields()
        self.seen_since = {}
        shown = self.marks_shown()
        if shown is None:
            return
        for name in meanwhile.compared(self):
            self._merge(name, shown.get(self.add_prefix(name), ""))

    def _merge(self, name: str, shown: str) -> None:
        stored, sent = meanwhile.holds(self, name), self._sent(name)
        if meanwhile.mark(stored) == shown or stored == sent:
            return
        field = self.fields[name]
        if meanwhile.mark(sent) == shown:
            self._keep(name, field)
            return
        self.seen_since[self.add_prefix(name)] = meanwhile.mark(stored)
        theirs = meanwhile.readable(field, stored)
        both = _(
            "Somebody changed this meanwhile: “%(theirs)s”. "
            "Yours still stands here. Save again to keep yours."
        )
        gone = _("Somebody emptied this meanwhile. Yours still stands here. Save again to keep yours.")
        self.add_error(name, ValidationError(both if theirs else gone, params={"theirs": theirs}))

    def _keep(self, name: str, field: forms.Field) -> None:
        """What others stored stands, whatever was wrong with what this form still showed."""
        value = self.get_initial_for_field(field, name)
        self.errors.pop(name, None)
        try:
            self.cleaned_data[name] = field.clean(field.prepare_value(value))
        except ValidationError as error:  # what is stored is allowed no more, and that is not for this form
            if not isinstance(self, forms.BaseModelForm):
                self.add_error(name, error)
