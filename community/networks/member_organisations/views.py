from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.richtext.cleaning import whole

from .. import actions
from ..composition.queries import composition_of
from ..models import Network
from ..rights import Right
from ..rules import has_right
from ..settings.queries import frame_of, settings_of
from .forms import JoiningForm, LeavingForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_organisations(request, slug):
    """Which organisations are a member, from when until when; one joins, or leaves on a day."""
    network = settings_of(request.user, slug)
    forms = {}
    if request.method == "POST":
        done = _do(request, network, forms)
        if done:
            return done
    today = timezone.localdate()
    members = list(network.memberships.current().select_related("organisation"))
    removes = has_right(request.user, network, Right.REMOVE)
    for one in members:
        key = one.organisation_id
        one.leaving = forms.get(key) or (LeavingForm(key=key) if removes and not one.until else None)
    joins = has_right(request.user, network, Right.WELCOME)
    context = {
        "network": network,
        "around": frame_of(request.user, network),
        "page": "organisations",
        "members": members,
        "to_come": network.memberships.filter(since__gt=today).select_related("organisation"),
        "gone": network.memberships.filter(until__lte=today).select_related("organisation"),
        "joining": forms.get("joining") or (JoiningForm(network=network) if joins else None),
        "removes": removes,
        "mix": composition_of(network),
    }
    return render(request, "networks/member_organisations/page.html", context, status=422 if forms else 200)


def _do(request, network: Network, forms: dict):
    """Do what was asked; the answer to send, or None when a form stands in `forms` with what is wrong."""
    do, actor = request.POST.get("do"), request.user
    if do == "join":
        if not has_right(actor, network, Right.WELCOME):
            raise PermissionDenied
        form = forms["joining"] = JoiningForm(request.POST, network=network)
        if not form.is_valid():
            return None
        joined = actions.add_member_organisation(actor=actor, network=network, **form.cleaned_data)
        messages.success(request, _("%(name)s became a member.") % {"name": joined.organisation.name})
        return redirect("networks:organisations", network.slug)
    found = get_object_or_404(network.current_organisations, pk=whole(request.POST.get("organisation")))
    try:
        if do == "stay":
            actions.stay(actor=actor, network=network, organisation=found)
            messages.success(request, _("%(name)s stays.") % {"name": found.name})
        elif do == "leave":
            if not has_right(actor, network, Right.REMOVE):
                raise PermissionDenied
            leaving = forms[found.pk] = LeavingForm(request.POST, key=found.pk)
            if not leaving.is_valid():
                return None
            day = leaving.cleaned_data["until"]
            actions.end_membership(actor=actor, network=network, organisation=found, until=day)
            text = _("%(name)s leaves on %(day)s.") % {"name": found.name, "day": date_format(day, "l j F Y")}
            messages.success(request, text)
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("networks:organisations", network.slug)
