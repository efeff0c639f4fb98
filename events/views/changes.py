"""When life happens: exchanging turns, repairing a meeting whose host drops out, and the ledger of who hosted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.networks.models import Network

from .. import ledger, rules
from ..actions import repairs, swaps
from ..actions import scheduling as actions
from ..forms.around import JoinLinkForm, SwapForm
from ..models import Meeting, SwapRequest
from .meetings import visible_meeting


@login_required
@require_http_methods(["GET", "POST"])
def swap(request, pk):
    """Ask another host to exchange turns. What cannot be is said at once."""
    found = visible_meeting(request, pk)
    if not rules.may_ask_swap(request.user, found):
        raise PermissionDenied
    rows = [
        {"meeting": other, "obstacles": swaps.swap_obstacles(found, other)}
        for other in swaps.swappable(found)
    ]
    possible = [row["meeting"].pk for row in rows if not row["obstacles"]]
    others = Meeting.objects.filter(pk__in=possible)
    form = SwapForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            swaps.ask_swap(actor=request.user, first=found, **form.cleaned_data)
            messages.success(request, _("The other host is asked. Nothing changes before they say yes."))
            return redirect(found)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"meeting": found, "network": found.network, "tab": "meetings", "rows": rows, "form": form}
    return render(request, "events/turns/swap.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def answer_swap(request, pk):
    """Say yes or no to an exchange, let it happen, or take the question back."""
    found = get_object_or_404(
        SwapRequest.objects.select_related("network", "first__host", "second__host"), pk=pk
    )
    if not rules.takes_part(request.user, found.network):
        raise Http404
    try:
        match request.POST.get("do"):
            case "yes" | "no" as said:
                swaps.answer_swap(actor=request.user, swap=found, agrees=said == "yes")
                messages.success(request, _("Your answer is saved, and everyone it concerns is told."))
            case "approve":
                swaps.approve_swap(actor=request.user, swap=found)
                messages.success(request, _("The turns are exchanged. Calendars follow by themselves."))
            case "withdraw":
                swaps.withdraw_swap(actor=request.user, swap=found)
                messages.success(request, _("The question is taken back."))
            case _:
                raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found.first)


@login_required
@require_http_methods(["GET", "POST"])
def repair(request, pk):
    """The host cannot: ways to go on, the fairest first."""
    found = visible_meeting(request, pk)
    if not rules.may_change_meeting(request.user, found) or not found.network_id:
        raise PermissionDenied
    if found.is_over or found.is_cancelled or not found.host_id:
        raise Http404
    if request.method == "POST":
        try:
            repairs.repair(actor=request.user, meeting=found, value=request.POST.get("how", ""))
            messages.success(request, _("It is arranged. Everyone who might come is told."))
            return redirect(found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    ways = repairs.repairs(found)
    now = ledger.spread(ledger.lines(found.network))
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "ways": [
            {"way": way, "worst": float(way.spread[0]), "fairer": way.spread < now, "same": way.spread == now}
            for way in ways
        ],
    }
    return render(request, "events/turns/repair.html", context)


@login_required
@require_POST
def no_host(request, pk):
    """Nobody opens the door: go on online, with a link for everyone who comes."""
    found = visible_meeting(request, pk)
    if not rules.may_change_meeting(request.user, found):
        raise PermissionDenied
    form = JoinLinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect(found)
    try:
        repairs.go_online_without_host(actor=request.user, meeting=found, **form.cleaned_data)
        messages.success(request, _("Everyone who comes got the link. The turn does not count for the host."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request, pk):
    """Call a meeting off; beforehand what that does to whose turn it is."""
    found = visible_meeting(request, pk)
    if not rules.may_change_meeting(request.user, found):
        raise PermissionDenied
    if found.is_over or found.is_cancelled:
        raise Http404
    if request.method == "POST":
        by_host = request.POST.get("who") == "host"
        actions.cancel_meeting(actor=request.user, meeting=found, by_host=by_host)
        messages.success(request, _("The meeting is cancelled. Everyone who might come is told."))
        return redirect(found)
    counted = found.network_id and found.host_id and not found.uncounted
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "shifts": ledger.shifts(found.network, {found.pk: None}) if counted else [],
        "counts_for_host": counted and not actions.uncounted_when_cancelled(found, by_host=False),
    }
    return render(request, "events/scheduling/cancel.html", context)


@login_required
@require_GET
def ledger_page(request, slug):
    """Who hosted how often, what was expected, and whose turn it is: for everyone in the network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    hosted = list(ledger.all_hosted(network))
    meetings = [meeting for meeting in hosted if not meeting.uncounted]
    rows = ledger.lines(network, meetings)
    widest = max((abs(row.balance) for row in rows), default=0) or 1
    context = {
        "network": network,
        "tab": "meetings",
        "rows": [
            {
                "line": row,
                "hosted": float(row.hosted),
                "expected": float(row.expected),
                "balance": float(row.balance),
                "share": round(100 * float(abs(row.balance) / widest)),
            }
            for row in rows
        ],
        "meetings": [{"meeting": meeting, "credit": ledger.credit_of(meeting)} for meeting in meetings],
        "uncounted": [meeting for meeting in hosted if meeting.uncounted],
        "swaps": network.swaps.filter(status="done").select_related("first", "second", "asked_by"),
    }
    return render(request, "events/turns/ledger.html", context)
