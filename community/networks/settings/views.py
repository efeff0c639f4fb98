from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.richtext.cleaning import aware

from . import actions
from .forms import PurposeForm
from .history import history_of
from .queries import frame_of, settings_of

FIELDS = ("name", "purpose", "visibility")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request, slug):
    """What the network is called, what it is for, and who may know of it."""
    network = settings_of(request.user, slug)
    around = frame_of(request.user, network)
    if request.method == "POST" and not around.changes:
        raise PermissionDenied
    newest = network.changes.filter(field__in=FIELDS).first()
    seen = newest.pk if newest else 0
    initial = {field: getattr(network, field) for field in FIELDS} | {"seen": seen}
    form = PurposeForm(request.POST or None, initial=initial, network=network)
    if request.method == "POST" and form.is_valid():
        if newest and (form.cleaned_data.pop("seen") or 0) != seen and newest.by_id != request.user.pk:
            form.data = form.data.copy()
            form.data["seen"] = seen
            who = {"name": newest.by.first_name if newest.by else _("Somebody")}
            form.add_error(None, _("%(name)s changed this a moment ago. Look at it, and save again.") % who)
        else:
            fields = {field: form.cleaned_data[field] for field in FIELDS}
            if actions.change_network(actor=request.user, network=network, **fields):
                messages.success(request, _("Saved. What changed stands in the history."))
            return redirect("networks:settings", slug)
    context = {"network": network, "around": around, "page": "settings", "form": form}
    return render(request, "networks/settings/purpose.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def history(request, slug):
    """Who changed what about the network, the newest first."""
    network = settings_of(request.user, slug)
    lines, more = history_of(network, aware(request.GET.get("before")))
    context = {"network": network, "around": frame_of(request.user, network), "page": "history"}
    return render(request, "networks/settings/history.html", context | {"lines": lines, "more": more})
