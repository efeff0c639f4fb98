from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.richtext.cleaning import whole

from ..models import Network, Participant
from ..rights import Role
from ..settings.queries import frame_of, settings_of
from . import actions
from .forms import RoleForm
from .queries import people_of, table_of_rights
from .rules import may_change_role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request, slug):
    """Who is what in the network; a facilitator changes a role beside the name."""
    network = settings_of(request.user, slug)
    sent, status = None, 200
    if request.method == "POST":
        part = get_object_or_404(
            network.participants.active().select_related("user", "network"),
            pk=whole(request.POST.get("participant")),
        )
        if not may_change_role(request.user, part):
            raise PermissionDenied
        sent = RoleForm(request.POST, participant=part)
        if sent.is_valid() and _saved(request, part, sent):
            return redirect("networks:roles", slug)
        status = 422
    return render(request, "networks/roles/roles.html", _context(request, network, sent), status=status)


def _saved(request, part: Participant, form: RoleForm) -> bool:
    try:
        before = part.role, part.role_until
        part = actions.change_role(actor=request.user, participant=part, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if (part.role, part.role_until) != before:
        text = _("%(name)s: %(role)s.") % {"name": part.user.name, "role": Role(part.role).label}
        back = reverse("networks:role_back", args=[part.pk])
        messages.success(request, text, extra_tags=f"undo:{back}")
    return True


def _context(request, network: Network, sent: RoleForm | None) -> dict:
    around, people = frame_of(request.user, network), people_of(network)
    if around.steers:
        for part in [*people.stewards, *people.others]:
            part.network = network
            own = sent is not None and sent.participant_id == part.pk
            part.form = sent if own else RoleForm(participant=part)  # type: ignore[attr-defined]
    return {
        "network": network,
        "around": around,
        "page": "roles",
        "me": request.user.pk,
        "people": people,
        "rights": table_of_rights(),
        "all_roles": list(Role),
    }


@login_required
@require_POST
def role_back(request, pk):
    """Undo one's own change of somebody's role."""
    mine = Network.objects.of(request.user)
    part = get_object_or_404(
        Participant.objects.active().filter(network__in=mine).select_related("network"), pk=pk
    )
    try:
        actions.take_role_back(actor=request.user, participant=part)
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("networks:roles", part.network.slug)
