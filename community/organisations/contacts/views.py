from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..models import Organisation
from ..rules import may_edit_organisation
from . import actions
from .forms import ContactsForm
from .queries import there_now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name_contacts(request, slug):
    """Say who does what for an organisation."""
    found = get_object_or_404(Organisation, slug=slug)
    if not may_edit_organisation(request.user, found):
        raise Http404
    form = ContactsForm(
        request.POST if request.method == "POST" else None, actor=request.user, organisation=found
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_contacts(actor=request.user, organisation=found, **form.cleaned_data)
            messages.success(request, _("Who does what for %(name)s is saved.") % {"name": found.name})
            return redirect(found)
        except ValidationError as error:  # they stopped working there a moment ago
            form.add_error(None, error)
    context = {"form": form, "organisation": found, "nobody": not there_now(found).exists()}
    return render(request, "organisations/contacts/edit.html", context, status=422 if form.errors else 200)
