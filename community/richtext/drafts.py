"""A form that was never sent is shown as it was left, and says where it stands."""

import re
from dataclasses import replace

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from . import meanwhile
from .actions import waiting_files
from .models import Draft
from .places import asked, open_place, page_of, place_of, with_draft

#: The packages whose forms keep what is typed in them; Wagtail's editors keep their own.
_OURS = ("community", "events", "forum")
_WORDLESS = {"do", "kind", "seen", "drop"}
_SAYS_NOTHING = re.compile(r"\d*|on|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def takes_words(form) -> bool:
    """Whether a form of ours has a field of more than a line, or keeps files."""
    if type(form).__module__.partition(".")[0] not in _OURS:
        return False
    many = any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())
    return many or hasattr(form, "show_waiting")


def begin(form) -> None:
    """A form of ours that takes words stands where it is shown, unless its template said where; it begins with them.

    Asked before the value of any field is shown, so that no template has to think of it.
    """
    request = asked.get()
    if hasattr(form, "standing") or request is None or not takes_words(form):
        return
    form.standing = {}
    if request.user.is_authenticated and request.resolver_match:
        form.standing = standing(request, _name(request, form), form, request.path)


def mark(form) -> SafeString:
    """The hidden place of a form that took one by itself, and a line about its draft; once."""
    context = getattr(form, "standing", {})
    form.standing = {}
    return render_to_string("richtext/_draft.html", context) if context else SafeString()


def _name(request, form) -> str:
    """What a form is called that has no name of its own: its page, its kind, and what it is about."""
    match = request.resolver_match
    kind = type(form).__name__.removesuffix("Form").lower()
    return ".".join([match.url_name or "", kind, *map(str, match.kwargs.values())])


def fill(form, user, place: str, rows=()) -> Draft | None:
    """The draft of `user` at `place`, or None; a form and its `rows` that were not sent yet begin with its words.

    Of several it is the newest, or the one that the address asks for. `others` counts the rest.
    """
    if form is not None and form.is_bound:
        return None
    if hasattr(form, "draft"):
        return form.draft
    drafts = _drafts(user, place)
    wanted = asked.get() and asked.get().GET.get("draft")
    draft = next((one for one in drafts if str(one.pk) == wanted), drafts[0] if drafts else None)
    if draft:
        draft.others = len(drafts) - 1
    if form is not None:
        form.shown = meanwhile.marks(form, *rows)
        form.draft = draft
        form.shows_all = draft is not None and _begin(form, draft, rows)
    return draft


def _drafts(user, place: str) -> list[Draft]:
    """The newest first. A page with many forms asks once which of them have one."""
    request = asked.get()
    if request is not None and request.user == user:
        if not hasattr(request, "places_with_drafts"):
            request.places_with_drafts = set(user.drafts.values_list("place", flat=True))
        if place not in request.places_with_drafts:
            return []
    return list(user.drafts.filter(place=place).order_by("-updated_at", "-pk"))


def standing(request, name: str, form, action: str, at: str = "", quiet: bool = False, rows=()) -> dict:
    """What `richtext/_draft.html` says in a form: its place, and the draft that it begins with.

    A `quiet` form begins with its draft and says nothing about it.
    """
    page = with_draft(page_of(request).partition("#")[0], None)
    page = f"{page}#{at}" if at and page else page
    place = open_place(user=request.user.pk, name=name, page=page, action=action)
    sent = place_of(request)
    if sent is not None and sent.name == place.name:  # this page answers it, and shows what was sent
        since = [getattr(part, "seen_since", {}) for part in (form, *rows)]
        shown = sent.shown | {name: seen for part in since for name, seen in part.items()}
        place = replace(place, opened=sent.opened, begun=sent.begun, shown=shown)
        return {"place": place, "quiet": quiet, "answered": sent.key}
    filled = form is not None
    draft = fill(form if filled else None, request.user, place.name, rows)
    if form is not None:
        place = replace(place, shown=form.shown if hasattr(form, "shown") else meanwhile.marks(form, *rows))
    if draft and filled and form.shows_all:
        place = place.goes_on_with(draft)
    return {"place": place, "draft": draft, "filled": filled, "quiet": quiet}


def _begin(form, draft: Draft, rows) -> bool:
    """Begin a form with the words of a draft; whether everything that was written in it is on the page then."""
    seen, offered = set(_WORDLESS), False
    for part in (form, *rows):
        words, beside = words_for(part, draft)
        part.initial = part.initial | words
        for name, text in beside.items():
            part.fields[name].written_before = text
        offered = offered or bool(beside)
        seen |= {part.add_prefix(name) for name in part.fields if _held(part, name, draft)}
    if hasattr(form, "show_waiting"):
        form.show_waiting(waiting_files(owner=draft.owner, keys=draft.fields.get("waiting", [])))
        seen.add("waiting")
    return not offered and all(
        name in seen or all(_SAYS_NOTHING.fullmatch(value) for value in values)
        for name, values in draft.fields.items()
    )


def _held(form, name: str, draft: Draft) -> list[str]:
    """What a draft holds for a field; ticks and files are asked anew."""
    asked_anew = isinstance(form.fields[name], forms.BooleanField | forms.FileField)
    return [] if asked_anew else draft.fields.get(form.add_prefix(name), [])


def words_for(form, draft: Draft) -> tuple[dict, dict[str, str]]:
    """The values of a draft as a form begins with them, and what is offered beside a field.

    Only what somebody typed takes the place of what is stored, and only where that is still what the form showed when
    it was opened. Where others changed it since, what is stored stands in the field.
    """
    words, beside = {}, {}
    compared, kept = meanwhile.compared(form), MultiValueDict(draft.fields)
    for name, field in form.fields.items():
        values, key = _held(form, name, draft), form.add_prefix(name)
        if not values:
            continue
        many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        if name in compared:
            text = meanwhile.as_sent(field, field.widget.value_from_datadict(kept, {}, key))
            stored, shown = meanwhile.holds(form, name), draft.shown.get(key, "")
            if text == stored or meanwhile.mark(text) == shown:
                continue
            if meanwhile.mark(stored) != shown:
                if not form[name].is_hidden:
                    beside[name] = meanwhile.readable(field, text)
                continue
        words[name] = values if many else values[-1]
    return words, beside
