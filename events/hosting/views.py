"""For the host: the checklist, who is there; for everyone: the code on the wall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.journal.actions import record
from community.journal.models import Entry
from community.members.models import User
from community.richtext.cleaning import whole
from community.tables import download
from community.words import fold

from ..meetings.queries import people_of, prepared_meeting, visible_meeting
from ..meetings.rules import may_change_meeting, prepares
from ..meetings.standing import standing_of
from ..places.queries import needs_of
from . import actions, queries, tables
from .rules import may_be_at


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def host(request, pk):
    """What the host prepares, before when, and what people need, as totals."""
    found = prepared_meeting(request.user, pk)
    taking_part = found.network.participants.active().filter(organisation=found.host_id)
    own = User.objects.filter(participations__in=taking_part)
    if request.method == "POST":
        owner = _one(own, request.POST.get("owner"))
        done = {"done": True, "undone": False}.get(request.POST.get("do"))
        try:
            key = request.POST.get("key", "")
            actions.set_task(actor=request.user, meeting=found, key=key, done=done, owner=owner)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("events:host", pk)
    rows = queries.checklist(found)
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "tasks": rows,
        "done_count": sum(row["done"] for row in rows),
        "needs": needs_of(found, found.attendances.all()),
        "people": own.distinct(),
        "in_person_count": found.attendances.coming("in_person").count(),
    }
    return render(request, "events/hosting/host.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, pk):
    """Who is there: tap a name. After the day only a facilitator corrects it; what changed stays readable."""
    found = prepared_meeting(request.user, pk)
    if request.method == "POST":
        try:
            actions.set_attended(
                actor=request.user,
                meeting=found,
                person=_one(User.objects.filter(is_active=True), request.POST.get("person")),
                place=_one(found.attendances.select_related("user"), request.POST.get("place")),
                attended=request.POST.get("do") == "here",
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
        if not request.htmx:
            return redirect("events:check_in", pk)
    context = _attendance_list(found) | {"may_correct": may_change_meeting(standing_of(request.user, found))}
    template = "events/hosting/_attendance_list.html" if request.htmx else "events/hosting/check_in.html"
    return render(request, template, context)


def _one(queryset, text):
    return get_object_or_404(queryset, pk=whole(text)) if text else None


def _attendance_list(found) -> dict:
    known = list(found.attendances.select_related("user"))
    answered = {place.user_id for place in known}
    rows = [
        {
            "place": place,
            "person": None,
            "name": place.person_name,
            "user": place.user,
            "works_at": place.works_at,
            "there": place.attended,
            "expected": place.is_coming,
        }
        for place in known
    ]
    rows += [
        {
            "place": None,
            "person": p,
            "name": p.name,
            "user": p,
            "works_at": p.works_at,
            "there": None,
            "expected": False,
        }
        for p in people_of(found.network)
        if p.pk not in answered
    ]
    rows.sort(key=lambda row: (not row["expected"], fold(row["name"])))
    log = Entry.objects.filter(verb="events.attendance", about_model="events.Meeting", about_id=found.pk)
    return {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "rows": rows,
        "there_count": sum(row["there"] is True for row in rows),
        "is_open": queries.is_open_for_check_in(found),
        "log": log.select_related("actor").order_by("-pk")[:30],
    }


@login_required
@require_POST
def here(request, pk):
    """Say that one is here with the code on the wall."""
    found = visible_meeting(request.user, pk)
    if not may_be_at(standing_of(request.user, found)):
        raise PermissionDenied
    try:
        actions.check_in(actor=request.user, meeting=found, code=request.POST.get("code", "")[:20])
        messages.success(request, _("Welcome. You are on the list."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


@login_required
@require_safe
def attendance_table(request, pk):
    """Who comes and who was there, for who prepares the meeting. That it was taken is written down."""
    found = visible_meeting(request.user, pk)
    if not prepares(standing_of(request.user, found)):
        raise PermissionDenied
    record(actor=request.user, verb="events.list_taken", about=found, network_id=found.network_id)
    return download(tables.attendance(found), f"vonder-{pk}")
