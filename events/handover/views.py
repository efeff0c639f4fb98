"""The host cannot: what each way to go on means, asking another host, and its answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.networks.rules import takes_part

from ..meetings.queries import visible_meeting
from ..meetings.rules import may_change_meeting
from ..meetings.standing import standing_of
from ..turns import ledger
from ..turns.forms import WhyNotForm
from ..turns.ways import repairs, unfit
from . import actions, queries
from .forms import HandoverForm
from .links import open_request
from .models import HostRequest
from .rules import may_hand_over


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repair(request, pk):
    """The host cannot: who receives then, and of the way that `?how=` chooses what it means and who hears what."""
    found = visible_meeting(request.user, pk)
    standing = standing_of(request.user, found)
    if not may_change_meeting(standing) or not found.network_id:
        raise PermissionDenied
    if not may_hand_over(standing):
        raise Http404
    ways = repairs(found)
    wished = request.POST.get("how") or request.GET.get("how")
    chosen = next((way for way in ways if way.value == wished), None)
    form = HandoverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_done(request, found, form):
        return redirect(found)
    if chosen is None and form.is_bound and ways:
        chosen = ways[0]  # what was typed stays, although that way is gone
    meaning = queries.meaning_of(found, chosen, request.user.zone) if chosen else None
    if meaning and not form.is_bound:
        form = HandoverForm(initial={"title": meaning.title})
    now = ledger.spread(ledger.lines(found.network))
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "ways": [{"way": way, "fairer": way.spread < now, "same": way.spread == now} for way in ways],
        "unfit": unfit(found, ways),
        "meaning": meaning,
        "until": queries.moment_of(meaning.answer_by, found) if meaning else "",
        "form": form,
        "asked": found.host_requests.waiting().select_related("host").first(),
    }
    return render(request, "events/handover/handover.html", context, status=422 if form.errors else 200)


def _is_done(request, found, form: HandoverForm) -> bool:
    """Ask, or do it now; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    value, title = request.POST.get("how", ""), form.cleaned_data["title"]
    try:
        if request.POST.get("do") == "now":
            actions.go_on_now(actor=request.user, meeting=found, value=value, title=title)
            messages.success(request, _("It is arranged. Everyone who might come is told."))
        else:
            asked = actions.ask_host(actor=request.user, meeting=found, value=value, **form.cleaned_data)
            text = _("%(host)s is asked, and answers before %(moment)s. Nothing changes before that.")
            until = queries.moment_of(asked.answer_by, found)
            messages.success(request, text % {"host": asked.host.name, "moment": until})
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@login_required
@require_POST
def answer(request, pk):
    """Say yes or no for the organisation that is asked, or take the question back."""
    found = get_object_or_404(HostRequest.objects.select_related("meeting__network", "host"), pk=pk)
    if found.meeting.network is None or not takes_part(request.user, found.meeting.network):
        raise Http404
    if request.POST.get("do") == "withdraw":
        actions.withdraw_request(actor=request.user, request=found)
        messages.success(request, _("The question is taken back."))
    else:
        _answer(request, found, request.user)
    return redirect(found.meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def host_request(request, token):
    """Say yes or no by the link in the mail, without signing in."""
    opened = open_request(token)
    if opened is None:
        return render(request, "events/places/link_gone.html", {}, status=410)
    found, person = opened
    if request.method == "POST":
        _answer(request, found, person)
        return redirect(request.path)
    meeting = found.meeting
    context = {
        "asked": found,
        "meeting": meeting,
        "facts": queries.facts_for(found, meeting, person.zone),
        "wished": request.GET.get("agrees", ""),
        "form": WhyNotForm(),
    }
    response = render(request, "events/handover/host_request.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(request, found: HostRequest, person) -> None:
    """Say yes or no for the organisation, with a sentence on the next page."""
    agrees = {"yes": True, "no": False}.get(request.POST.get("agrees", ""))
    form = WhyNotForm(request.POST)
    if agrees is None or not form.is_valid():
        messages.error(request, _("Say yes or no."))
        return
    try:
        actions.answer_host(actor=person, request=found, agrees=agrees, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except PermissionDenied:
        messages.error(request, _("This question is decided already."))
    else:
        text = _("Good, you receive us. Everyone hears of it.") if agrees else _("The facilitator hears it.")
        messages.success(request, text)
