from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from . import actions
from .forms import OrganisationForm, VenueForm
from .islands import island_svg, network_svg
from .models import Organisation
from .rules import may_edit_organisation

DRAWINGS = {"island": island_svg, "network": network_svg}


@require_safe
def mark(request, kind, slug):
    """The drawing of a mark. It follows from its name alone, so it says nothing about what exists."""
    if kind not in DRAWINGS:
        raise Http404
    response = HttpResponse(DRAWINGS[kind](slug), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    """Its own people tell about an organisation."""
    found = get_object_or_404(Organisation, slug=slug)
    if not may_edit_organisation(request.user, found):
        raise Http404
    form = OrganisationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(actor=request.user, organisation=found, **form.cleaned_data)
        messages.success(request, _("The page of your organisation is saved."))
        return redirect(found)
    context = {"form": form, "organisation": found}
    return render(request, "organisations/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def venue(request, slug, pk=None):
    """Add or change a place where the organisation can host."""
    found = get_object_or_404(Organisation, slug=slug)
    if not may_edit_organisation(request.user, found):
        raise Http404
    instance = get_object_or_404(found.venues, pk=pk) if pk else None
    form = VenueForm(request.POST or None, request.FILES or None, instance=instance, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_venue(
                actor=request.user,
                organisation=found,
                venue=form.save(commit=False),
                picture=next(iter(form.cleaned_data["picture"]), None),
                waiting=form.cleaned_data["waiting"],
                remove_sketch=form.cleaned_data.get("remove_sketch", False),
            )
            messages.success(request, _("The venue is saved."))
            return redirect(found)
        except ValidationError as error:
            form.add_error("picture", error)
    if form.errors:
        form.keep_files()
    context = {"form": form, "organisation": found}
    return render(request, "organisations/venue.html", context, status=422 if form.errors else 200)
