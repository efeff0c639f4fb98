from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.richtext.cleaning import whole
from community.richtext.drafts import fill

from . import actions, rules
from .closing.refusing import refuse
from .forms import AgreementForm, InviteForm
from .leaving import actions as leaving
from .leaving import rules as leaving_rules
from .models import Beginning, Network, Participant
from .rights import Right
from .roles.actions import change_role


def _own_network(request, slug) -> Network:
    """A network the reader takes part in; for anyone else it does not exist here."""
    return get_object_or_404(Network.objects.of(request.user), slug=slug)


@require_safe
def networks(request):
    """All networks the reader may know about."""
    current = Q(memberships__until=None) | Q(memberships__until__gt=timezone.localdate())
    found = Network.objects.visible_to(request.user).annotate(
        organisation_count=Count("memberships", filter=current, distinct=True),
    )
    mine = set()
    if request.user.is_authenticated:
        mine = set(
            Participant.objects.active().filter(user=request.user).values_list("network_id", flat=True)
        )
    context = {"networks": found, "mine": mine, "may_start": rules.may_start(request.user)}
    context["concepts"] = (
        Beginning.objects.visible_to(request.user).filter(network=None).select_related("owner")
    )
    return render(request, "networks/networks.html", context)


@login_required
@require_safe
def members(request, slug):
    """Organisations and people of a network; who may invite does it here."""
    return _members_page(request, _own_network(request, slug))


def _members_page(request, network, invite_form=None, status=200):
    participants = network.participants.active().select_related("user", "organisation")
    by_organisation: dict = {}
    for part in participants:
        by_organisation.setdefault(part.organisation_id, []).append(part)
    may_invite = rules.may_invite(request.user, network)
    steers = rules.facilitates(request.user, network)
    context = {
        "network": network,
        "tab": "members",
        "organisations": [(o, by_organisation.pop(o.pk, [])) for o in network.current_organisations],
        "others": [part for parts in by_organisation.values() for part in parts],
        "may_invite": may_invite,
        "steers": steers,
    }
    if may_invite:
        context["waiting"] = network.join_requests.filter(status="waiting").count()
        context["invitations"] = network.invitations.filter(accepted_at=None)[:50]
        context["invite_form"] = invite_form or InviteForm(network=network)
    return render(request, "networks/members.html", context, status=status)


@login_required
@require_POST
def invite(request, slug):
    """Invite somebody by mail."""
    network = _own_network(request, slug)
    if not rules.may_invite(request.user, network):
        raise PermissionDenied
    form = InviteForm(request.POST, network=network)
    if not form.is_valid():
        return _members_page(request, network, form, status=422)
    actions.invite(actor=request.user, network=network, **form.cleaned_data)
    messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
    return redirect("networks:members", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, slug, pk):
    """Leave, or take somebody out: what it means, a question, and for the last facilitator who follows them."""
    network = _own_network(request, slug)
    participant = get_object_or_404(network.participants.active().select_related("user"), pk=pk)
    own = participant.user_id == request.user.pk
    if not own and not rules.has_right(request.user, network, Right.REMOVE):
        raise PermissionDenied
    last = rules.is_last_facilitator(participant, network)
    if request.method != "POST" or last:
        others = network.participants.active().exclude(pk=pk).holding(Right.SPEAK_FOR)
        context = {"network": network, "tab": "members", "part": participant, "own": own, "last": last}
        context["others"] = others.select_related("user") if last else []
        return render(
            request, "networks/leave.html", context, status=422 if request.method == "POST" else 200
        )
    try:
        actions.remove_participant(actor=request.user, participant=participant)
    except ValidationError as error:  # the other facilitator left a moment ago
        messages.error(request, error.messages[0])
        return redirect("networks:members", slug)
    if own:
        text = _("You left %(network)s.") % {"network": network.name}
    else:
        text = _("%(name)s no longer takes part.") % {"name": participant.user.name}
    messages.success(request, text, extra_tags=f"undo:{reverse('networks:come_back', args=[pk])}")
    return redirect("networks:networks") if own else redirect("networks:members", slug)


@login_required
@require_POST
def come_back(request, pk):
    """Undo that somebody left or was taken out, for who did it."""
    participant = get_object_or_404(Participant.objects.select_related("network", "user"), pk=pk)
    if participant.left_at is None or not leaving_rules.may_bring_back(request.user, participant):
        raise Http404
    back = leaving.bring_back(actor=request.user, participant=participant)
    if back.user_id == request.user.pk:
        messages.success(request, _("You take part in %(network)s again.") % {"network": back.network.name})
        return redirect(back.network)
    messages.success(request, _("%(name)s takes part again.") % {"name": back.user.name})
    return redirect("networks:members", back.network.slug)


@login_required
@require_POST
def name_facilitator(request, slug, pk):
    """Somebody facilitates from now on too."""
    network = _own_network(request, slug)
    participant = get_object_or_404(network.participants.active().select_related("user"), pk=pk)
    named = change_role(actor=request.user, participant=participant, role=Participant.Role.FACILITATOR)
    messages.success(request, _("%(name)s facilitates this network from now on.") % {"name": named.user.name})
    return redirect("networks:members", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request, slug):
    """The working agreements: the text, who signed, and for facilitators the next version."""
    network = _own_network(request, slug)
    current = network.agreements.first()
    may_publish = rules.may_publish_agreement(request.user, network)
    if request.method == "POST" and not may_publish:
        refuse(network)
    form = None
    if may_publish:
        initial = {"html": current.html} if current else None
        form = AgreementForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            actions.publish_agreement(actor=request.user, network=network, **form.cleaned_data)
            messages.success(request, _("The new version is published."))
            return redirect("networks:agreement", slug)
        fill(form, request.user, f"agreement.{network.pk}")
    signatures = current.signatures.select_related("organisation", "signed_by") if current else []
    signed = {signature.organisation_id for signature in signatures}
    part = network.participants.get(user=request.user)
    context = {
        "network": network,
        "tab": "agreement",
        "agreement": current,
        "signatures": signatures,
        "missing": [
            m.organisation
            for m in network.memberships.current().select_related("organisation")
            if m.organisation_id not in signed
        ],
        "form": form,
        "may_sign": current is not None
        and part.organisation_id not in signed
        and rules.may_sign_for(request.user, network),
    }
    status = 422 if form and form.errors else 200
    return render(request, "networks/agreement.html", context, status=status)


@login_required
@require_POST
def sign(request, slug):
    """Accept the newest agreements for your organisation."""
    network = _own_network(request, slug)
    current = get_object_or_404(network.agreements, version=whole(request.POST.get("version"), digits=6))
    actions.sign_agreement(actor=request.user, agreement=current)
    messages.success(request, _("Your organisation has signed."))
    return redirect("networks:agreement", slug)
