"""What a form showed when it was opened, what somebody typed in it since, and what others changed meanwhile.

A form that changes something shows what is stored. The place it is sent from carries a mark of each value that it
showed, so that afterwards, weeks later too, what was typed can be told from what only stood there.
"""

import hashlib
from typing import Any

from django import forms

from .cleaning import plain_text


def mark(text: str) -> str:
    """What is carried of a value; nothing for a field that was empty."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:10] if text else ""


def as_sent(field: forms.Field, value: Any) -> str:
    """A value, stored or sent, as a browser would send it."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "on" if widget.check_test(value) else ""
    said = widget.format_value(field.prepare_value(value))
    if isinstance(said, list | tuple):
        return "\n".join(sorted(map(str, said)))
    return "" if said is None else str(said).replace("\r\n", "\n").strip()


def holds(form: forms.BaseForm, name: str) -> str:
    """What a form shows in a field before anybody types, as a browser would send it."""
    return as_sent(form.fields[name], form.get_initial_for_field(form.fields[name], name))


def compared(form: forms.BaseForm) -> list[str]:
    """The fields that can be told apart; not files, and not what is new for each page, such as `client_id`."""
    return [
        name
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField) and not callable(form.initial.get(name, field.initial))
    ]


def marks(*parts: forms.BaseForm) -> dict[str, str]:
    """The marks of what forms that are sent together show."""
    found = {part.add_prefix(name): mark(holds(part, name)) for part in parts for name in compared(part)}
    return {name: seen for name, seen in found.items() if seen}


def readable(field: forms.Field, sent: str) -> str:
    """A value for people: the words of a choice, a text without its formatting."""
    choices = getattr(field.widget, "choices", None)
    if choices is not None:
        return ", ".join(str(text) for key, text in choices if sent and str(key) in sent.split("\n"))
    return plain_text(sent).strip() if sent.startswith("<") else sent
