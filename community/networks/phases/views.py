from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..composition.queries import composition_of
from ..models import Network, PhaseItem
from ..settings.actions import change_network
from ..settings.queries import frame_of
from . import actions
from .forms import FormForm, ItemForm, MoveForm, item_form, people_of
from .queries import ORDER, needs_reason, not_accepted, stages_of
from .rules import may_keep_list, may_move_phase, may_tick


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def phase(request, slug):
    """Where the network stands, what is to be done, and which form it has: for everyone who takes part."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    forms = {}
    if request.method == "POST":
        done = _do(request, network, forms)
        if done:
            return done
    return _page(request, network, forms, 422 if forms else 200)


def _do(request, network: Network, forms: dict):
    """Do what was asked; the answer to send, or None when a form stands in `forms` with what is wrong."""
    do = request.POST.get("do")
    back = redirect("networks:phase", network.slug)
    if do == "list":
        actions.propose_list(actor=request.user, network=network)
        return back
    if do == "add":
        if not may_keep_list(request.user, network):
            raise PermissionDenied
        forms["add"] = ItemForm(request.POST, people=people_of(network))
        if not forms["add"].is_valid():
            return None
        actions.add_item(actor=request.user, network=network, **forms["add"].cleaned_data)
        return back
    if do == "form":
        form = FormForm(request.POST)
        if not form.is_valid():
            raise Http404
        change_network(actor=request.user, network=network, **form.cleaned_data)
        messages.success(request, _("Saved. What changed stands in the history."))
        return back
    return _moved(request, network, forms, back)


def _moved(request, network: Network, forms: dict, back):
    if not may_move_phase(request.user, network):
        raise PermissionDenied
    form = forms["move"] = MoveForm(request.POST)
    if not form.is_valid():
        return None
    try:
        moved = actions.move_phase(actor=request.user, network=network, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    text = _("The network is now in this phase: %(phase)s.") % {"phase": moved.get_phase_display()}
    messages.success(request, text)
    return back


def _page(request, network: Network, forms: dict, status: int = 200):
    people, stages = people_of(network), stages_of(network)
    keeps = may_keep_list(request.user, network)
    for stage in stages:
        for item in stage.items:
            item.ticks = may_tick(request.user, item) if item.owner_id == request.user.pk else keeps  # type: ignore[attr-defined]
            item.form = forms.get(item.pk) or (item_form(item, people) if keeps else None)  # type: ignore[attr-defined]
    at = ORDER.index(Network.Phase(network.phase))
    following = ORDER[at + 1] if at + 1 < len(ORDER) else None
    wanted = forms["move"].data.get("phase") if "move" in forms else following
    context = {
        "network": network,
        "around": frame_of(request.user, network),
        "page": "phase",
        "stages": stages,
        "now": stages[at],
        "keeps": keeps,
        "moves": may_move_phase(request.user, network),
        "add": forms.get("add") or ItemForm(people=people),
        "move": forms.get("move") or MoveForm(initial={"phase": following}),
        "following": following,
        "asks_reason": wanted in ORDER and needs_reason(network, wanted),
        "missing": not_accepted(network),
        "form_form": FormForm(initial={"cooperation_form": network.cooperation_form}),
        "mix": composition_of(network),
    }
    return render(request, "networks/phases/phase.html", context, status=status)


@login_required
@require_POST
def phase_item(request, pk):
    """Say that something is done or not, who takes care of it, or take it off the list."""
    mine = Network.objects.of(request.user)
    item = get_object_or_404(PhaseItem.objects.filter(network__in=mine).select_related("network"), pk=pk)
    match request.POST.get("do"):
        case "done" | "open" as said:
            actions.tick_item(actor=request.user, item=item, done=said == "done")
        case "drop":
            actions.drop_item(actor=request.user, item=item)
        case "change":
            if not may_keep_list(request.user, item.network):
                raise PermissionDenied
            form = item_form(item, people_of(item.network), request.POST)
            if not form.is_valid():
                return _page(request, item.network, {item.pk: form}, 422)
            actions.change_item(actor=request.user, item=item, **form.cleaned_data)
        case _:
            raise Http404
    return redirect("networks:phase", item.network.slug)
