"""The same as on the page, for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from community.journal.actions import record
from community.networks.models import Network

from .. import rules, tables
from ..models import RotationPlan
from .meetings import visible_meeting


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, private=True, no_store=True)
    return response


@login_required
@require_GET
def attendance(request, pk):
    """Who comes and who was there, for who prepares the meeting. That it was taken is written down."""
    found = visible_meeting(request, pk)
    if not rules.prepares(request.user, found):
        raise PermissionDenied
    record(actor=request.user, verb="events.list_taken", about=found, network_id=found.network_id)
    return _download(tables.attendance(found), f"vonder-{pk}")


@login_required
@require_GET
def ledger(request, slug):
    """Whose turn it is, for everyone in the network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    return _download(tables.turns(network), f"vonder-{network.slug}")


@login_required
@require_GET
def plan(request, pk):
    """Who hosts when, for who may see the plan."""
    found = get_object_or_404(RotationPlan.objects.select_related("network"), pk=pk)
    if not rules.may_see_plan(request.user, found):
        raise Http404
    return _download(tables.rotation(found), f"vonder-plan-{pk}")
