import re

from django.db.models import Q
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.members.models import User
from community.networks.models import Network
from community.richtext.cleaning import clean_text

from .models import SearchEntry, words_of

PER_PAGE = 20
KINDS = SearchEntry.Kind.values
#: What is found by its name in its own table, which says who may see it.
NAMED = {"people": User, "networks": Network}
AROUND = 70


@require_safe
def search(request):
    """Everything the reader may read with these words; as a whole page, or as the palette's list."""
    text = clean_text(request.GET.get("q", "")[:200])
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    found = SearchEntry.objects.visible_to(request.user).best(text)
    counts = {name: sum(hit.kind == name for hit in found) for name in KINDS}
    words = words_of(text)
    palette = request.htmx and request.htmx.target == "palette-hits"
    shown = [hit.pk for hit in found if kind in ("", hit.kind)][: 8 if palette else PER_PAGE]
    entries = SearchEntry.objects.select_related("network", "author").in_bulk(shown)
    hits = [entries[pk] for pk in shown if pk in entries]
    for hit in hits:
        hit.shown = marked(excerpt(hit.body, words), words)
        hit.shown_title = marked(hit.title or _("Removed topic"), words)
    context = {"text": text, "hits": hits, "counts": counts, "kind": kind}
    for name, model in NAMED.items():
        context[name] = _named(model, request.user, words) if words and not kind else []
    return render(request, "search/_hits.html" if palette else "search/search.html", context)


def _named(model, user, words) -> list:
    """At most five people or networks with these words in their name; who may be seen is asked only then."""
    named = model.objects.filter(*(Q(name__icontains=word) for word in words))
    return list(named.visible_to(user)[:5]) if named.exists() else []


def excerpt(body: str, words: list[str]) -> str:
    """The part of a text around the first word that was searched."""
    at = min((i for i in (body.lower().find(word.lower()) for word in words) if i >= 0), default=0)
    start = max(0, at - AROUND)
    part = body[start : start + AROUND * 3]
    return ("… " if start else "") + part + ("…" if len(body) > start + AROUND * 3 else "")


def marked(text: str, words: list[str]) -> str:
    """Escaped text with the searched words marked."""
    shown: str = escape(text)
    if words:
        pattern = "|".join(re.escape(escape(word)) for word in sorted(words, key=len, reverse=True))
        shown = re.sub(rf"(?<![&#\w])({pattern})", r"<mark>\1</mark>", shown, flags=re.IGNORECASE)
    return mark_safe(shown)  # noqa: S308  (escaped above)
