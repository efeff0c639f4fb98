"""When life happens: exchanging turns, repairing a meeting, the ledger, and organisations that come and go."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.networks import actions as networks
from community.networks.member_organisations.forms import JoiningForm, LeavingForm
from community.networks.models import Network
from community.networks.rights import Right
from community.networks.rules import has_right, takes_part
from community.organisations.models import Organisation
from community.richtext.cleaning import whole
from community.tables import download

from ..meetings.models import Meeting
from ..meetings.queries import visible_meeting
from ..meetings.rules import may_change_meeting, may_schedule_meeting
from ..meetings.standing import standing_of
from . import actions, ledger, queries, tables
from .forms import JoinLinkForm, SwapForm, WhyNotForm
from .models import SwapRequest
from .rules import may_ask_swap
from .ways import repairs


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request, pk):
    """Ask another host to exchange turns. What cannot be is said at once."""
    found = visible_meeting(request.user, pk)
    if not may_ask_swap(standing_of(request.user, found)):
        raise PermissionDenied
    rows = [
        {
            "meeting": other,
            "obstacles": queries.swap_obstacles(found, other),
            "short_notice": queries.is_short_notice(found, other),
        }
        for other in queries.swappable(found)
    ]
    possible = [row["meeting"].pk for row in rows if not row["obstacles"]]
    others = Meeting.objects.filter(pk__in=possible)
    form = SwapForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_swap(actor=request.user, first=found, **form.cleaned_data)
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
    if not takes_part(request.user, found.network):
        raise Http404
    form = WhyNotForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["reason"])
        reason = form.cleaned_data["reason"]
        match request.POST.get("do"):
            case "yes" | "no" as said:
                agrees = said == "yes"
                actions.answer_swap(actor=request.user, swap=found, agrees=agrees, reason=reason)
                messages.success(request, _("Your answer is saved, and everyone it concerns is told."))
            case "approve":
                actions.approve_swap(actor=request.user, swap=found)
                messages.success(request, _("The turns are exchanged. Calendars follow by themselves."))
            case "refuse":
                actions.refuse_swap(actor=request.user, swap=found, reason=reason)
                messages.success(request, _("The exchange does not go on. Both hosts hear it."))
            case "withdraw":
                actions.withdraw_swap(actor=request.user, swap=found)
                messages.success(request, _("The question is taken back."))
            case _:
                raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found.first)


@login_required
@require_POST
def no_host(request, pk):
    """Nobody opens the door: go on online, with a link for everyone who comes."""
    found = visible_meeting(request.user, pk)
    if not may_change_meeting(standing_of(request.user, found)):
        raise PermissionDenied
    form = JoinLinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect(found)
    try:
        actions.go_online_without_host(actor=request.user, meeting=found, **form.cleaned_data)
        messages.success(request, _("Everyone who comes got the link. The turn does not count for the host."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


@login_required
@require_safe
def ledger_page(request, slug):
    """Who hosted how often, what was expected, and whose turn it is: for everyone in the network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    hosted = list(ledger.all_hosted(network))
    meetings = [meeting for meeting in hosted if not meeting.uncounted]
    rows = ledger.lines(network, meetings)
    first = next((row for row in rows if not row.left and row.balance < 0), None)
    context = {
        "network": network,
        "tab": "meetings",
        "rows": [
            {
                "line": row,
                "hosted": float(row.hosted),
                "expected": float(row.expected),
                "balance": float(row.balance),
                "is_next": row is first,
            }
            for row in rows
        ],
        "meetings": [
            {"meeting": meeting, "credit": ledger.amount(ledger.credit_of(meeting))} for meeting in meetings
        ],
        "uncounted": [meeting for meeting in hosted if meeting.uncounted],
        "swaps": network.swaps.filter(status="done").select_related("first", "second", "asked_by"),
    }
    return render(request, "events/turns/ledger.html", context)


MOST_OFFERED = 3


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request, slug):
    """Who is a member, who takes turns, who leaves when; a newcomer is offered turns at the end of the cycle."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    forms = {"joining": JoiningForm(network=network)}
    if request.method == "POST":
        response = _change(request, network, forms)
        if response is not None:
            return response
    rows = _rows(network)
    for row in rows:
        key = row["organisation"].pk
        row["leaving"] = forms.get(key) or LeavingForm(key=key)
    wrong = any(form.errors for form in forms.values())
    context = {
        "network": network,
        "tab": "meetings",
        "rows": rows,
        "joining": forms["joining"],
        "wrong": wrong,
        "may_remove": has_right(request.user, network, Right.REMOVE),
    }
    return render(request, "events/turns/organisations.html", context, status=422 if wrong else 200)


def _change(request, network: Network, forms: dict):
    """Do what was asked; the answer to send, or None when a form stands in `forms` with what is wrong."""
    do = request.POST.get("do")
    if do == "join":
        forms["joining"] = JoiningForm(request.POST, network=network)
        if not forms["joining"].is_valid():
            return None
        networks.add_member_organisation(actor=request.user, network=network, **forms["joining"].cleaned_data)
        messages.success(request, _("The organisation is a member. What it owes starts at nothing."))
        return redirect("events:organisations", network.slug)
    found = get_object_or_404(network.current_organisations, pk=whole(request.POST.get("organisation")))
    try:
        match do:
            case "leave":
                leaving = forms[found.pk] = LeavingForm(request.POST, key=found.pk)
                if not leaving.is_valid():
                    return None
                networks.end_membership(
                    actor=request.user, network=network, organisation=found, **leaving.cleaned_data
                )
                messages.success(request, _leaving_told(network, found))
            case "stay":
                networks.stay(actor=request.user, network=network, organisation=found)
                messages.success(request, _("%(name)s stays.") % {"name": found.name})
            case "hosts" | "exempt":
                hosts = do == "hosts"
                networks.set_hosting(actor=request.user, network=network, organisation=found, hosts=hosts)
                messages.success(
                    request,
                    (_("%(name)s takes turns.") if hosts else _("%(name)s takes no turns."))
                    % {"name": found.name},
                )
            case _:
                raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("events:organisations", network.slug)


def _leaving_told(network: Network, found: Organisation) -> str:
    told = _("%(name)s leaves. Its balance stays in the ledger.") % {"name": found.name}
    membership = network.memberships.filter(organisation=found).order_by("since").last()
    if membership and _after(network.meetings.upcoming().filter(host=found), membership.until):
        told += " " + _("It still hosts meetings after that day: find another host for each.")
    return told


def _after(turns: Iterable[Meeting], until: date | None) -> list[Meeting]:
    """The turns on or after the day their host leaves: they need another host."""
    return [turn for turn in turns if until and turn.local_start.date() >= until]


def _rows(network: Network) -> list[dict]:
    memberships = network.memberships.current().select_related("organisation")
    upcoming = list(network.meetings.upcoming().filter(host__isnull=False).with_place())
    balances = {line.organisation.pk: line for line in ledger.lines(network)}
    rows = []
    for membership in memberships:
        own = [meeting for meeting in upcoming if meeting.host_id == membership.organisation_id]
        line = balances[membership.organisation_id]
        until = membership.until
        rows.append(
            {
                "membership": membership,
                "organisation": membership.organisation,
                "balance": line.balance,
                "owes": line.balance < 0 and not membership.exempt_from_hosting,
                "turns": [turn for turn in own if turn not in _after(own, until)],
                "open": _after(own, until),
                "is_new": not line.hosted
                and not own
                and until is None
                and not membership.exempt_from_hosting,
            }
        )
    return sorted(rows, key=lambda row: (row["balance"], row["organisation"].folded))


@login_required
@require_safe
def offer(request, slug, pk):
    """Turns a newcomer could take over: at the end of the cycle, where it could host."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    organisation = get_object_or_404(network.current_organisations, pk=pk)
    offered = []
    for meeting in reversed(list(network.meetings.upcoming().filter(host__isnull=False).with_place())):
        ways = [w for w in repairs(meeting) if w.key == "step_in" and w.host.pk == organisation.pk]
        offered += [{"meeting": meeting, "way": way} for way in ways]
        if len(offered) == MOST_OFFERED:
            break
    context = {"network": network, "tab": "meetings", "organisation": organisation, "offered": offered}
    return render(request, "events/turns/offer.html", context)


@login_required
@require_safe
def ledger_table(request, slug):
    """Whose turn it is, for everyone in the network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    return download(tables.ledger_table(network), f"vonder-{network.slug}")
