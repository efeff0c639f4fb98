from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from community.addresses import absolute
from community.richtext.cleaning import whole

from .. import rules
from ..actions import invitation_of, take_invitation
from ..opening.actions import withdraw
from ..settings.queries import frame_of, settings_of
from . import actions
from .forms import AgainForm, LinkForm
from .links import link_behind, path_of
from .states import state_of

AT_A_TIME = 50


def _own(request, slug):
    """A network into which the reader may invite."""
    network = settings_of(request.user, slug)
    if not rules.may_invite(request.user, network):
        raise PermissionDenied
    return network


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request, slug):
    """Who was invited and how far each is; links that many can use."""
    network = _own(request, slug)
    form = LinkForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_link(actor=request.user, network=network, **form.cleaned_data)
            messages.success(request, _("The link is there. Copy it, and send it yourself."))
            return redirect(request.path)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, network, form=form)


def _page(request, network, *, form=None, again=None, about=None):
    before = whole(request.GET.get("before"))
    found = network.invitations.select_related("organisation")
    found = list(found.filter(pk__lt=before) if before else found)[: AT_A_TIME + 1]
    shown = found[:AT_A_TIME]
    context = {
        "network": network,
        "around": frame_of(request.user, network),
        "page": "invitations",
        "invitations": [
            (one, state_of(one), again if about and about.pk == one.pk else AgainForm(invitation=one))
            for one in shown
        ],
        "more": shown[-1].pk if len(found) > AT_A_TIME else None,
        "links": [
            (link, absolute(path_of(link)))
            for link in network.invitation_links.select_related("organisation")[:AT_A_TIME]
            if link.is_open
        ],
        "form": form or LinkForm(network=network),
        "about": about,
    }
    wrong = any(one is not None and one.errors for one in (form, again))
    return render(request, "networks/inviting/invitations.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def invitation(request, slug, pk):
    """One invitation: once more, to another address, or withdrawn."""
    network = _own(request, slug)
    found = get_object_or_404(network.invitations, pk=pk)
    back = redirect("networks:invitations", slug)
    if request.POST.get("do") == "withdraw" and not found.accepted_at:
        withdraw(actor=request.user, invitation=found)
        messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": found.email})
        return back
    try:
        form = AgainForm(request.POST, invitation=found)
        if form.is_valid():
            try:
                actions.send_to(actor=request.user, invitation=found, **form.cleaned_data)
                text = _("The invitation is on its way to %(email)s.") % form.cleaned_data
                messages.success(request, text)
                return back
            except ValidationError as error:
                if not hasattr(error, "error_dict"):
                    raise
                form.add_error(None, error)
        return _page(request, network, again=form, about=found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back


@login_required
@require_POST
def end_link(request, slug, pk):
    """A link lets nobody in from now on."""
    network = _own(request, slug)
    actions.end_link(actor=request.user, link=get_object_or_404(network.invitation_links, pk=pk))
    messages.success(request, _("The link lets nobody in from now on."))
    return redirect("networks:invitations", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_invitation(request, pk):
    """An invitation, for who has an account and finds it among the notifications."""
    found = invitation_of(request.user, pk)
    if found is None:
        return render(request, "networks/opening/unknown.html", status=410)
    if request.method == "POST":
        part = take_invitation(actor=request.user, invitation=found)
        return redirect("home:welcome", part.network.slug)
    parts = found.network.participants.active().filter(user=request.user)
    context = {"invitation": found, "part": parts.select_related("organisation").first()}
    return render(request, "networks/opening/open.html", context)


@cache_control(no_store=True)  # its address is a secret, and it ends by itself
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, signed):
    """The page behind a link that many can use: what for, and one button."""
    link = link_behind(signed)
    open_now = link is not None and link.is_open and link.network.closed_at is None
    if request.method == "POST":
        if link is None or not request.user.is_authenticated:
            raise Http404
        try:
            part = actions.join_by_link(actor=request.user, link=link)
        except PermissionDenied:
            open_now = False
        else:
            return redirect("home:welcome", part.network.slug)
    context = {"link": link if open_now else None}
    return render(request, "networks/inviting/by_link.html", context, status=200 if open_now else 410)
