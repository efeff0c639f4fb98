from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.excerpts import excerpt, marked
from community.folded import says
from community.members.models import User
from community.networks.models import Network
from community.organisations.models import Organisation
from community.richtext.cleaning import clean_text
from community.words import Sought, sought

from .models import SearchEntry
from .queries import Found, find, one_of_each

PER_PAGE = 20
IN_PALETTE = 8
MOST_NAMED = 5
KINDS = SearchEntry.Kind.values
#: What is found by its name in its own table, which says who may see it.
NAMED = {"people": User, "networks": Network, "organisations": Organisation}


@require_safe
def search(request):
    """Everything the reader may read with these words; as a whole page, or as the palette's list."""
    text = clean_text(request.GET.get("q", "")[:200])
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    words = sought(text)
    found = find(request.user, words)
    counts = {name: len(one_of_each(one for one in found if one.hit.kind == name)) for name in KINDS}
    palette = request.htmx and request.htmx.target == "palette-hits"
    shown = one_of_each(one for one in found if kind in ("", one.hit.kind))
    page = Paginator(shown, IN_PALETTE if palette else PER_PAGE).get_page(request.GET.get("page"))
    hits = _entries(page.object_list, words)
    context = {"text": text, "hits": hits, "counts": counts, "kind": kind, "page": page}
    for name, model in NAMED.items():
        alone = words and not kind and page.number == 1
        context[name] = _named(model, request.user, words) if alone else []
    context["nothing"] = not any(context[name] for name in ("hits", *NAMED))
    return render(request, "search/_hits.html" if palette else "search/search.html", context)


def _entries(found: list[Found], words: list[Sought]) -> list[SearchEntry]:
    """What was found, as it is shown: with what was searched marked, and how much more its topic says."""
    entries: dict[int, Any] = SearchEntry.objects.select_related("network", "author").in_bulk(
        [one.hit.pk for one in found]
    )
    hits = []
    for one in found:
        if hit := entries.get(one.hit.pk):
            hit.shown = marked(excerpt(hit.body, words), words)
            hit.shown_title = marked(hit.title or _("Removed topic"), words)
            hit.more = one.more
            hits.append(hit)
    return hits


def _named(model, user, words: list[Sought]) -> list:
    """At most five people, networks or organisations with these words in their name; who may be seen is asked
    only then."""
    named = model.objects.filter(says(words, "folded"))
    return list(named.visible_to(user)[:MOST_NAMED]) if named.exists() else []
