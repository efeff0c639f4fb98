from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..models import Facility, FacilityRequest, Organisation
from . import actions, rules
from .forms import AnswerFacilityForm, AskForm, FacilityForm
from .queries import free_days


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, slug, pk=None):
    """Offer a room or equipment that others may ask for, or change it."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.may_keep_facilities(request.user, organisation):
        raise Http404
    instance = get_object_or_404(organisation.facilities, pk=pk) if pk else None
    form = FacilityForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        actions.save_facility(actor=request.user, organisation=organisation, facility=form.save(commit=False))
        messages.success(request, _("It is saved."))
        return redirect(f"{organisation.get_absolute_url()}#facilities")
    context = {"form": form, "organisation": organisation, "instance": instance}
    return render(request, "organisations/facilities/keep.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug, pk):
    """Ask for a facility on a day."""
    facility = get_object_or_404(
        Facility.objects.select_related("organisation"), pk=pk, organisation__slug=slug
    )
    if not rules.may_ask_for(request.user, facility):
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_a_day(actor=request.user, facility=facility, **form.asked)
            messages.success(request, _("Your question is sent. You hear as soon as they answer."))
            return redirect(f"{facility.organisation.get_absolute_url()}#facilities")
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "facility": facility, "organisation": facility.organisation}
    context["free"] = free_days(facility, timezone.localdate(), most=7)
    return render(request, "organisations/facilities/ask.html", context, status=422 if form.errors else 200)


def _asked(pk) -> FacilityRequest:
    return get_object_or_404(
        FacilityRequest.objects.select_related("facility__organisation", "asked_by"), pk=pk
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Whoever keeps a facility says yes or no."""
    asked = _asked(pk)
    organisation = asked.facility.organisation
    if not rules.may_keep_facilities(request.user, organisation):
        raise Http404
    form = AnswerFacilityForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_facility_request(
                actor=request.user,
                request=asked,
                approve=request.POST.get("say") == "yes",
                answer=form.cleaned_data["answer"],
            )
            messages.success(request, _("Your answer is sent to %(name)s.") % {"name": asked.asked_by.name})
            return redirect(f"{organisation.get_absolute_url()}#facilities")
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "asked": asked, "organisation": organisation}
    return render(
        request, "organisations/facilities/answer.html", context, status=422 if form.errors else 200
    )


@login_required
@require_POST
def withdraw(request, pk):
    """Who asked takes it back."""
    asked = _asked(pk)
    if not rules.may_withdraw(request.user, asked):
        raise Http404
    actions.withdraw_facility_request(actor=request.user, request=asked)
    messages.success(request, _("You took your question back."))
    return redirect(reverse("organisations:organisation", args=[asked.facility.organisation.slug]))
