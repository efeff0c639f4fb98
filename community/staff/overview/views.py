from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.networks.models import Participant
from community.richtext.cleaning import clean_text

from ..door import staff_only
from ..lists import kinds
from ..paging import page_of
from .counts import what_there_is
from .waiting import MOST, bounced_invitations, waiting, waiting_requests

FOUND = 8


@staff_only
@require_safe
def home(request):
    """What waits for a person, and what there is."""
    asks = waiting()
    context = {"tab": "home", "asks": asks[:MOST], "more": len(asks) - MOST, "haves": what_there_is()}
    return render(request, "staff/overview/home.html", context)


@staff_only
@require_safe
def find(request):
    """People, organisations, networks and boards by name; people and invitations by address too."""
    words = clean_text(request.GET.get("q", "")[:100])
    groups = []
    for kind in kinds.KINDS if words else ():
        rows = list(kind.found(words).order_by(kind.column)[:FOUND])
        if rows:
            groups.append((kind, kind.lines(rows, request.user)))
    invited = bounced_invitations().filter(email__icontains=words) if words else bounced_invitations().none()
    context = {"tab": "", "words": words, "groups": groups, "invitations": invited[:FOUND]}
    return render(request, "staff/overview/find.html", context)


@staff_only
@require_safe
def requests(request):
    """Who asks to join a network and waits for a facilitator."""
    facilitating = Participant.objects.active().facilitators().select_related("user")
    rows = waiting_requests().select_related("user", "network")
    rows = rows.prefetch_related(
        Prefetch("network__participants", queryset=facilitating, to_attr="facilitating")
    )
    page = page_of(rows, request.GET.get("after", ""))
    lines = [(one, [part.user.name for part in one.network.facilitating]) for one in page.rows]
    context = {"tab": "requests", "page": page, "lines": lines}
    return render(request, "staff/overview/requests.html", context)


@staff_only
@require_safe
def invitations(request):
    """Invitations whose mail came back, each with its cause in words."""
    rows = bounced_invitations().select_related("network", "invited_by")
    page = page_of(rows, request.GET.get("after", ""), falling=True)
    return render(request, "staff/overview/invitations.html", {"tab": "invitations", "page": page})
