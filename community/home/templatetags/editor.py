"""What stands around a form: what is wrong with it, and the scripts and styles of an editor with its buttons."""

import json
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("forms/summary.html")
def error_summary(*shown) -> dict:
    """What is wrong with forms, and with rows of forms, that are sent together: one list that leads to each field."""
    together = [form for one in shown if one for form in getattr(one, "forms", [one])]
    for form in together:
        form.is_summed_up = True
    errors = [error for one in shown for error in getattr(one, "non_form_errors", list)()]
    return {"wrong": [form for form in together if form.errors], "errors": errors}


@register.simple_tag
def editor_media(form) -> str:
    """The scripts and styles of a form with an editor. Ours comes first: it hears when the editor is ready."""
    ours = format_html('<script type="module" src="{}"></script>', static("js/composer.js"))
    return ours + _media_of(form.__class__) + _editor_words(get_language())


@lru_cache(maxsize=8)
def _editor_words(language: str) -> str:
    """What the editor's buttons and dialogs are called in a language, by the names it gives them."""
    words = {
        "style": _("Kind of paragraph"),
        "heading3": _("Heading"),
        "heading4": _("Small heading"),
        "paragraph": _("Plain text"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "orderedListProperties": _("Numbering"),
        "blockquote": _("Quotation"),
        "figure": _("Picture"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "strike": _("Struck through"),
        "code": _("Code"),
        "link": _("Link"),
        "unlink": _("Remove the link"),
        "history:undo": _("Undo"),
        "history:redo": _("Redo"),
        "Edit Link": _("Link"),
        "URL": _("Address"),
        "Title": _("Title"),
        "Edit Figure": _("Picture"),
        "Edit Image": _("Picture"),
        "Image URL": _("Address of the picture"),
        "Alternative Text": _("What is in the picture, for who cannot see it"),
        "Caption": _("Caption"),
        "Add caption": _("Add a caption"),
        "Remove caption": _("Remove the caption"),
        "List properties": _("Numbering"),
        "List type": _("Kind of numbers"),
        "Start at": _("Start at"),
        "Decimal numbers": _("1, 2, 3"),
        "Lowercase letters": _("a, b, c"),
        "Uppercase letters": _("A, B, C"),
        "Lowercase Roman numerals": _("i, ii, iii"),
        "Uppercase Roman numerals": _("I, II, III"),
        "Insert": _("Insert"),
        "Update": _("Save"),
        "Cancel": _("Cancel"),
    }
    return format_html('<meta name="editor-words" content="{}">', json.dumps(words))


@lru_cache(maxsize=32)
def _media_of(form_class) -> str:
    """Without the editor's import map: its names stand in the one of the page (`_import_map.html`)."""
    media = form_class().media
    return mark_safe("\n".join([*media.render_css(), *media.render_js()]))  # noqa: S308  (the editor's own tags)
