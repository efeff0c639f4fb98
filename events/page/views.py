"""The page of a meeting, the same on paper, and the meetings of a network."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.networks.models import Network
from community.notifications.actions import mark_read
from community.visits import is_visit

from ..meetings.models import Meeting
from ..meetings.queries import visible_meeting
from ..meetings.sections import MEETING, NETWORK, Overview, drawn_by, fragment, look_at
from .queries import page_of

PER_PAGE = 30
ON_PAPER = ("practical", "programme", "who")


@login_required
@require_safe
def network_meetings(request, slug):
    """The meetings of a network: to come, and held."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    look = Overview(request.user, network)
    context = {
        "network": network,
        "tab": "meetings",
        "upcoming": network.meetings.upcoming().with_place(),
        "past": network.meetings.past().with_place()[:PER_PAGE],
        "may_schedule": look.may_schedule,
        "sections": NETWORK.shown(look, "plans", "turns", "polls", "feed", "harvest", "certificates"),
    }
    if request.user.unread_notifications and is_visit(request):
        mark_read(actor=request.user, url=request.path)
    return render(request, "events/page/network_meetings.html", context)


@require_safe
def meeting(request, pk):
    """One meeting: when, where, what you will see, who comes. `?show=` names one section, for a page that is open."""
    found = visible_meeting(request.user, pk)
    if request.GET.get("show") in MEETING:
        return fragment(request, found, request.GET["show"])
    response = draw(request, found, {})
    if request.user.is_authenticated and request.user.unread_notifications and is_visit(request):
        mark_read(actor=request.user, url=found.get_absolute_url())
    return response


@drawn_by
def draw(request: HttpRequest, found: Meeting, forms: Mapping[str, BaseForm]) -> HttpResponse:
    """The whole page."""
    page = page_of(request.user, found, forms)
    context = {
        "page": page,
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "sections": page.sections,
    }
    return render(request, "events/page/meeting.html", context)


@require_safe
def sheet(request, pk):
    """The meeting on one sheet of paper."""
    found = visible_meeting(request.user, pk)
    shown = MEETING.shown(look_at(request.user, found, *ON_PAPER), *ON_PAPER)
    context = {name: one.section for name, one in shown.items()}
    context |= {"meeting": found, "network": found.network, "tab": "meetings"}
    return render(request, "events/page/sheet.html", context)
