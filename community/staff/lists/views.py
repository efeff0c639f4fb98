from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.richtext.cleaning import clean_text

from ..door import staff_only
from ..paging import page_of
from ..ways import ways_to_make
from . import kinds


@staff_only
@require_safe
def networks(request):
    """Every network; one that the reader may not look into has a name and no way in."""
    return _list(request, kinds.NETWORKS)


@staff_only
@require_safe
def organisations(request):
    """Every organisation."""
    return _list(request, kinds.ORGANISATIONS)


@staff_only
@require_safe
def people(request):
    """Everyone with an account, found by name, organisation or address."""
    return _list(request, kinds.PEOPLE)


@staff_only
@require_safe
def boards(request):
    """Every board of the forum."""
    return _list(request, kinds.BOARDS)


@staff_only
@require_safe
def meetings(request):
    """The meetings that are open to more people than one network, the last one first."""
    return _list(request, kinds.MEETINGS)


def _list(request, kind: kinds.Kind):
    words = clean_text(request.GET.get("q", "")[:100]).strip()
    only = request.GET.get("only", "")
    found = kind.found(words, only)
    page = page_of(found, request.GET.get("after", ""), kind.column, falling=kind.falling)
    context = {
        "tab": kind.key,
        "kind": kind,
        "words": words,
        "only": only if only in kind.only else "",
        "lines": kind.lines(page.rows, request.user),
        "page": page,
        "way": ways_to_make().get(kind.key),
    }
    return render(request, "staff/lists/list.html", context)
