from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.richtext.drafts import fill

from ..closing.refusing import refuse
from ..models import Governance, Network
from ..settings.queries import frame_of
from . import actions
from .forms import DecisionForm, GovernanceForm
from .rules import may_change_governance, may_write_decision

SHOWN = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def governance(request, slug):
    """Who decides in the network and what was decided: for everyone who takes part."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    found = Governance.objects.filter(network=network).select_related("lead").first()
    changes, writes = may_change_governance(request.user, network), may_write_decision(request.user, network)
    decides = request.POST.get("do") == "decide"
    if request.method == "POST" and not (writes if decides else changes):
        refuse(network)
    form = GovernanceForm(
        request.POST if request.POST and not decides else None, initial=_initial(found), network=network
    )
    deciding = DecisionForm(request.POST if decides else None, initial={"on": timezone.localdate()})
    sent = deciding if decides else form
    if request.method == "POST" and sent.is_valid():
        verb = actions.write_decision if decides else actions.change_governance
        try:
            verb(actor=request.user, network=network, **sent.cleaned_data)
        except ValidationError as error:
            sent.add_error(None, error)
        else:
            text = (
                _("The decision is written down.")
                if decides
                else _("Saved. What changed stands in the history.")
            )
            messages.success(request, text)
            return redirect("networks:governance", slug)
    for one, place in ((form, "governance"), (deciding, "decision")):
        fill(one, request.user, f"network-{place}.{network.pk}")
    context = {
        "network": network,
        "around": frame_of(request.user, network),
        "page": "governance",
        "governance": found,
        "form": form if changes else None,
        "deciding": deciding if writes else None,
        "decisions": network.decisions.select_related("written_by")[:SHOWN],
    }
    return render(request, "networks/governance/page.html", context, status=422 if sent.errors else 200)


def _initial(found: Governance | None) -> dict:
    if found is None:
        return {"kind": Governance.Kind.SHARED}
    board = "\n".join(found.board)
    return {"kind": found.kind, "lead": found.lead_id, "legal_form": found.legal_form, "board": board}
