"""Who attended how much, certificates, and whether one is real."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.networks.models import Network

from ..meetings import moments
from ..meetings.rules import may_schedule_meeting
from . import actions, paper, queries
from .forms import PeriodForm
from .models import Certificate


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_list(request, slug):
    """Who attended how much in a period, and who gets a certificate for it."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    today = moments.today()
    start = today.replace(year=today.year - 1, day=min(today.day, 28))
    form = PeriodForm(request.POST or request.GET or None, initial={"since": start, "until": today})
    since, until = start, today
    if form.is_bound and form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        if request.method == "POST":
            made = actions.issue(actor=request.user, network=network, since=since, until=until)
            messages.success(request, _("%(count)d certificates are issued.") % {"count": len(made)})
            return redirect("events:certificates", slug)
    rows = queries.records(network, since, until)
    context = {
        "network": network,
        "tab": "meetings",
        "form": form,
        "since": since,
        "until": until,
        "rows": sorted(rows, key=lambda row: (-row.attended, row.person.folded)),
        "issued": network.certificates.select_related("person"),
    }
    return render(
        request, "events/certificates/certificates.html", context, status=422 if form.errors else 200
    )


def _certificate(code) -> Certificate:
    return get_object_or_404(Certificate, code=code)


@require_safe
def certificate(request, code):
    """Is this certificate real? Whoever has its code sees what stands on it, and nothing more."""
    return render(request, "events/certificates/certificate.html", {"certificate": _certificate(code)})


@require_safe
def certificate_pdf(request, code):
    """The certificate to print."""
    found = _certificate(code)
    if found.voided_at:
        raise Http404
    content = paper.as_pdf(found, get_language() or "nl")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="vonder-{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
