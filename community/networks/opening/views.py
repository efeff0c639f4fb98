from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from community.visits import is_visit

from ..actions import accept_invitation
from ..models import Invitation, Network
from ..rules import is_invited, may_ask_to_join
from . import actions
from .forms import AddressForm
from .queries import State, link_of
from .rules import may_ask_for_new

ENDED = {
    State.EXPIRED: "networks/opening/ended.html",
    State.WITHDRAWN: "networks/opening/ended.html",
    State.CLOSED: "networks/opening/ended.html",
    State.USED: "networks/opening/used.html",
    State.UNKNOWN: "networks/opening/unknown.html",
}


@cache_control(no_store=True)  # its address is a secret, and who opens it counts
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """The page behind the link in an invitation: who invites you, for what, and one button."""
    link = link_of(token)
    if link.state != State.OPEN:
        return _ended(request, link, token)
    if not request.user.is_authenticated:
        return _by_address(request, link, token)
    if not is_invited(request.user, link.invitation):
        return _forwarded(request, link, request.user.email)
    if request.method == "POST":
        try:
            part = accept_invitation(actor=request.user, token=token)
        except PermissionDenied:  # it was used or taken back a moment ago
            return _ended(request, link_of(token), token)
        return redirect("home:welcome", part.network.slug)
    if is_visit(request):
        actions.note_opened(link.invitation)
    parts = link.invitation.network.participants.active().filter(user=request.user)
    context = {"invitation": link.invitation, "part": parts.select_related("organisation").first()}
    return render(request, "networks/opening/open.html", context)


def _ended(request, link, token):
    """A link that no longer opens says why, and the one thing that can be done."""
    found = link.invitation
    if link.state == State.USED and request.user.is_authenticated:
        own = Network.objects.of(request.user).filter(pk=found.network_id).first()
        if own is not None:
            return redirect(own)
    context = {"link": link, "invitation": found, "token": token}
    if link.state in (State.EXPIRED, State.WITHDRAWN):
        context["may_ask"] = may_ask_for_new(found)
    return render(request, ENDED[link.state], context, status=410)


def _forwarded(request, link, typed):
    """It is for another address than that of the reader, who can ask to take part."""
    context = {
        "link": link,
        "invitation": link.invitation,
        "typed": typed,
        "may_ask": may_ask_to_join(request.user, link.invitation.network),
    }
    return render(request, "networks/opening/forwarded.html", context, status=403)


def _by_address(request, link, token):
    """Who is not signed in says their address: it makes their account, or leads to where they sign in."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        try:
            part = actions.come_in_by_link(token=token, email=email, language=language)
        except actions.NeedsCode:
            return redirect(f"{reverse('account_signup')}?{urlencode({'next': request.path})}")
        except actions.HasAccount:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
        except PermissionDenied:
            now = link_of(token)
            return _forwarded(request, now, email) if now.state == State.OPEN else _ended(request, now, token)
        login(request, part.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        UserSession.objects.create_from_request(request)  # as signing in by code or password does
        return redirect("home:welcome", part.network.slug)
    if request.method == "GET" and is_visit(request):
        actions.note_opened(link.invitation)
    context = {"invitation": link.invitation, "form": form}
    return render(request, "networks/opening/open.html", context, status=422 if form.errors else 200)


@require_POST
def ask_for_new(request, token):
    """Ask who invited for a new link."""
    try:
        actions.ask_for_new(token=token)
    except PermissionDenied as error:
        raise Http404 from error
    return redirect("networks:invitation", token)


@login_required
@require_POST
def manage(request, slug, pk):
    """Send an invitation once more, or take it back."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    found = get_object_or_404(Invitation, network=network, pk=pk)
    if request.POST.get("do") == "withdraw":
        actions.withdraw(actor=request.user, invitation=found)
        messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": found.email})
    else:
        actions.send_once_more(actor=request.user, invitation=found)
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": found.email})
    return redirect("networks:members", slug)
