from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.richtext.cleaning import clean_text

from ..models import Organisation
from . import actions
from .forms import NewOrganisationForm
from .queries import look_alikes, waiting_for_a_check
from .rules import may_check_organisations, may_propose_organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Add an organisation that is missing; those that look like it are shown first."""
    if not may_propose_organisation(request.user):
        raise PermissionDenied
    asked = {"name": clean_text(request.GET.get("name", "")[:120])}
    form = NewOrganisationForm(request.POST or None, initial=asked)
    alike = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        alike = look_alikes(said["name"], said["municipality"]) if "anyway" not in request.POST else []
        if not alike:
            try:
                made = actions.propose_organisation(actor=request.user, **said)
                messages.success(request, _thanks(made, request.user))
                return redirect(made)
            except ValidationError as error:
                form.add_error(None, error)
    context = {"form": form, "alike": alike}
    return render(
        request, "organisations/making/new.html", context, status=422 if form.errors or alike else 200
    )


def _thanks(made, person) -> str:
    if made.proposed_by_id != person.pk:
        return _("%(name)s was there already.") % {"name": made.name}
    if made.checked_at:
        return _("%(name)s is there.") % {"name": made.name}
    return _("%(name)s can be used at once. Staff look at it soon.") % {"name": made.name}


@login_required
@require_safe
def waiting(request):
    """The organisations that staff have not looked at yet, with those that look like them."""
    if not may_check_organisations(request.user):
        raise Http404
    return render(request, "organisations/making/waiting.html", {"rows": waiting_for_a_check()})


@login_required
@require_POST
def check(request, slug):
    """Staff looked at an organisation."""
    if not may_check_organisations(request.user):
        raise Http404
    found = get_object_or_404(Organisation, slug=slug)
    actions.check_organisation(actor=request.user, organisation=found)
    messages.success(request, _("%(name)s is checked.") % {"name": found.name})
    return redirect("organisations:waiting")
