from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..settings.queries import frame_of, settings_of
from . import actions
from .ends import loose_ends
from .forms import ClosingForm
from .rules import may_close, may_reopen


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request, slug):
    """End the network in three steps, or let it run again."""
    network = settings_of(request.user, slug)
    if request.method == "POST" and request.POST.get("do") == "reopen":
        actions.reopen_network(actor=request.user, network=network)
        messages.success(request, _("The network runs again. Everyone can write."))
        return redirect(network)
    ends = loose_ends(network)
    closes = may_close(request.user, network)
    if request.method == "POST" and not closes:
        if may_reopen(request.user, network):  # it was closed a moment ago
            return redirect("networks:closing", slug)
        raise PermissionDenied
    form = ClosingForm(request.POST or None, open_ends=bool(ends)) if closes else None
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_network(actor=request.user, network=network, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("sure" if "sure" in form.fields else None, error.messages[0])
        else:
            messages.success(request, _("The network is closed. Everything stays readable."))
            return redirect(network)
    context = {
        "network": network,
        "around": frame_of(request.user, network),
        "page": "closing",
        "form": form,
        "ends": ends,
        "reopens": may_reopen(request.user, network),
        "last": network.changes.filter(field="closed", now="closed").select_related("by").first(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "networks/closing/closing.html", context, status=status)
