"""A form that was never sent is shown as it was left, and says where it stands."""

import re
from contextvars import ContextVar
from dataclasses import replace

from django import forms

from .actions import waiting_files
from .models import Draft
from .places import open_place, page_of, place_of, with_draft

#: The request that is being answered, for who is shown its forms.
asked: ContextVar = ContextVar("asked", default=None)
_WORDLESS = {"do", "kind", "seen", "drop"}
_SAYS_NOTHING = re.compile(r"\d*|on|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def fill(form, user, place: str) -> Draft | None:
    """The draft of `user` at `place`, or None; a form that was not sent yet begins with its words.

    Of several it is the newest, or the one that the address asks for. `others` counts the rest.
    """
    if form is not None and form.is_bound:
        return None
    if hasattr(form, "draft"):
        return form.draft
    drafts = list(user.drafts.filter(place=place).order_by("-updated_at", "-pk"))
    wanted = asked.get() and asked.get().GET.get("draft")
    draft = next((one for one in drafts if str(one.pk) == wanted), drafts[0] if drafts else None)
    if draft:
        draft.others = len(drafts) - 1
    if form is not None:
        form.draft = draft
        form.shows_all = draft is not None and _begin(form, draft)
    return draft


def standing(request, name: str, form, action: str, at: str = "", only: str = "") -> dict:
    """What `richtext/_draft.html` says in a form: its place, and the draft that it begins with."""
    page = with_draft(page_of(request).partition("#")[0], None)
    page = f"{page}#{at}" if at and page else page
    place = open_place(user=request.user.pk, name=name, page=page, action=action)
    sent = place_of(request)
    if sent is not None and sent.name == place.name:  # this page answers it, and shows what was sent
        place = replace(place, opened=sent.opened, begun=sent.begun)
        return {"place": place, "only": only, "answered": sent.key}
    draft = fill(form, request.user, place.name)
    if draft and form is not None and form.shows_all:
        place = place.goes_on_with(draft)
    return {"place": place, "draft": draft, "filled": form is not None, "only": only}


def _begin(form, draft: Draft) -> bool:
    """Begin a form with the words of a draft; whether everything that was written in it is on the page then."""
    words = words_for(form, draft)
    form.initial |= words
    shown = {form.add_prefix(name) for name in words} | _WORDLESS
    if hasattr(form, "show_waiting"):
        form.show_waiting(waiting_files(owner=draft.owner, keys=draft.fields.get("waiting", [])))
        shown.add("waiting")
    return all(
        name in shown or all(_SAYS_NOTHING.fullmatch(value) for value in values)
        for name, values in draft.fields.items()
    )


def words_for(form, draft: Draft) -> dict:
    """The values of a draft as a form begins with them; ticks and files are asked anew."""
    words = {}
    for name, field in form.fields.items():
        values = draft.fields.get(form.add_prefix(name))
        if not values or isinstance(field, forms.BooleanField | forms.FileField):
            continue
        many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        words[name] = values if many else values[-1]
    return words
