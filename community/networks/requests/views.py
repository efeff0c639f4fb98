from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.tables import download

from .. import actions, rules
from ..models import JoinRequest, Network, Participant
from ..rights import Right
from ..settings.actions import change_network
from ..settings.queries import frame_of, settings_of
from .actions import decide_about_guest
from .forms import AnswerForm, DoorForm, JoinForm
from .queries import guests_of, waiting_in
from .tables import requests_table


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, slug):
    """Ask to take part in a network."""
    network = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    if rules.takes_part(request.user, network):
        return redirect(network)
    own = network.join_requests.filter(user=request.user).last()
    if own and own.status == JoinRequest.Status.WAITING:
        return redirect(own)
    form = JoinForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid():
        motivation = form.cleaned_data["motivation"]
        sent = actions.ask_to_join(
            actor=request.user, network=network, motivation=motivation, answers=form.answers
        )
        messages.success(request, _("Your request is sent. The facilitator will answer you."))
        return redirect(sent)
    context = {
        "network": network,
        "form": form,
        "own": own,
        "takes_requests": rules.may_ask_to_join(request.user, network),
    }
    return render(request, "networks/requests/join.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def own_request(request, pk):
    """Where somebody's own request stands: what they wrote, and what was answered."""
    found = JoinRequest.objects.select_related("network", "answered_by").filter(user=request.user)
    asked = get_object_or_404(found, pk=pk)
    network = asked.network
    readers = network.participants.active().holding(Right.INVITE).select_related("user")
    context = {
        "asked": asked,
        "network": network,
        "inside": rules.takes_part(request.user, network),
        "may_ask": rules.may_ask_to_join(request.user, network),
        "readers": [part.user for part in readers],
    }
    return render(request, "networks/requests/request.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request, slug):
    """Who asks to join, who comes along as a guest, and who may join at all."""
    network = settings_of(request.user, slug)
    form = None
    if request.method == "POST":
        form = DoorForm(request.POST)
        if form.is_valid():
            change_network(actor=request.user, network=network, **form.cleaned_data)
            messages.success(request, _("Saved. What changed stands in the history."))
            return redirect("networks:joining", slug)
    return _joining_page(request, network, door=form, status=422 if form else 200)


def _joining_page(request, network, door=None, sent=None, status=200):
    around = frame_of(request.user, network)
    initial = {"join_policy": network.join_policy, "join_questions": "\n".join(network.join_questions)}
    context = {
        "network": network,
        "around": around,
        "page": "joining",
        "rows": waiting_in(network, sent),
        "guests": guests_of(network),
        "any_request": network.join_requests.exists(),
        "may_answer": rules.may_answer_requests(request.user, network),
        "door": door or (DoorForm(initial=initial) if around.changes else None),
    }
    return render(request, "networks/requests/joining.html", context, status=status)


@login_required
@require_safe
def answers_table(request, slug):
    """Everybody who asked and what they answered, for a spreadsheet."""
    network = settings_of(request.user, slug)
    return download(requests_table(network), f"{network.slug}-{_('requests')}")


@login_required
@require_POST
def answer(request, pk):
    """Let somebody in who asked, let them come along once, or decline with a sentence."""
    mine = Network.objects.of(request.user)
    asked = get_object_or_404(
        JoinRequest.objects.filter(network__in=mine).select_related("network", "user"), pk=pk
    )
    network = asked.network
    if not rules.may_answer_requests(request.user, network):
        raise PermissionDenied
    form = AnswerForm(request.POST, request=asked, members=list(network.current_organisations))
    said = request.POST.get("answer")
    if not form.is_valid() and said != "decline":
        form.errors.pop("reply", None)
    if "reply" in form.errors:
        return _joining_page(request, network, sent=form, status=422)
    try:
        actions.answer_request(
            actor=request.user,
            request=asked,
            approve=said != "decline",
            organisation=form.cleaned_data.get("organisation"),
            role="guest" if said == "guest" else "member",
            reply=form.cleaned_data.get("reply", ""),
        )
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            form.add_error(None, error)
            return _joining_page(request, network, sent=form, status=422)
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Your answer is sent to %(name)s.") % {"name": asked.user.name})
    return redirect("networks:joining", network.slug)


@login_required
@require_POST
def decide(request, pk):
    """Whether a guest takes part from now on."""
    mine = Network.objects.of(request.user)
    found = Participant.objects.active().filter(network__in=mine).select_related("network", "user")
    part, stays = get_object_or_404(found, pk=pk), request.POST.get("stays") == "yes"
    decide_about_guest(actor=request.user, participant=part, stays=stays)
    text = _("%(name)s takes part from now on.") if stays else _("%(name)s no longer takes part.")
    messages.success(request, text % {"name": part.user.name})
    return redirect("networks:joining", part.network.slug)
