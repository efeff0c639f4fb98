"""Organisations come and go in the middle of a cycle: what that does to the turns, for the facilitator."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.networks import actions as networks
from community.networks.models import Network
from community.organisations.models import Organisation
from community.richtext.cleaning import whole

from .. import ledger, moments, rules
from ..actions.repairs import repairs
from ..forms.meetings import JoiningForm, LeavingForm
from ..models import Meeting

MOST_OFFERED = 3


@login_required
@require_http_methods(["GET", "POST"])
def organisations(request, slug):
    """Who is a member, who takes turns, who leaves when; a newcomer is offered turns at the end of the cycle."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not rules.may_schedule_meeting(request.user, network):
        raise PermissionDenied
    forms = {"joining": JoiningForm(network=network), "leaving": None, "leaving_pk": None}
    if request.method == "POST":
        response = _change(request, network, forms)
        if response is not None:
            return response
    context = {"network": network, "tab": "meetings", "rows": _rows(network), "today": moments.today()}
    wrong = forms["joining"].errors or (forms["leaving"] and forms["leaving"].errors)
    return render(request, "events/turns/organisations.html", context | forms, status=422 if wrong else 200)


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
                forms["leaving"], forms["leaving_pk"] = LeavingForm(request.POST), found.pk
                if not forms["leaving"].is_valid():
                    return None
                networks.end_membership(
                    actor=request.user, network=network, organisation=found, **forms["leaving"].cleaned_data
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
    if _after(network.meetings.upcoming().filter(host=found), membership.until):
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
                "turns": [turn for turn in own if turn not in _after(own, until)],
                "open": _after(own, until),
                "is_new": not line.hosted
                and not own
                and until is None
                and not membership.exempt_from_hosting,
            }
        )
    return sorted(rows, key=lambda row: (row["balance"], row["organisation"].name))


@login_required
@require_http_methods(["GET"])
def offer(request, slug, pk):
    """Turns a newcomer could take over: at the end of the cycle, where it could host."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not rules.may_schedule_meeting(request.user, network):
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
