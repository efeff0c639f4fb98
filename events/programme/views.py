"""The programme, what there is to see, documents, the sheet to print, and the timer of a method."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.chat.actions import open_room_about

from ..meetings.queries import people_of, prepared_meeting, visible_meeting
from ..meetings.sections import page_with
from . import actions, queries
from .forms import DocumentForm, PartsFormSet, ShowcaseForm, StopsFormSet
from .methods import METHODS


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request, pk):
    """Change the parts of the programme; a method comes with its own minutes."""
    found, status = prepared_meeting(request.user, pk), 200
    people = people_of(found.network)
    if request.method == "POST" and "method" in request.POST and request.POST.get("do") == "method":
        try:
            actions.add_method(actor=request.user, meeting=found, key=request.POST["method"])
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("events:programme", pk)
    timed = queries.with_times(found)
    initial = [
        {
            "id": part.item.pk,
            "title": part.item.title,
            "minutes": part.item.minutes,
            "note": part.item.note,
            "presenter": part.item.presenter,
            "method": part.item.method,
        }
        for part in timed
    ]
    known = {"people": people, "stored": {row["id"]: row for row in initial}}
    parts = PartsFormSet(request.POST or None, initial=initial, prefix="part", form_kwargs=known)
    if request.method == "POST":
        if parts.is_valid():
            try:
                rows = parts.moved(request.POST["move"]) if "move" in request.POST else parts.rows
                actions.save_programme(actor=request.user, meeting=found, rows=rows)
                slot = queries.slot(found, queries.with_times(found))
                if slot.over:
                    text = _("Saved. The programme is %(minutes)d minutes longer than the meeting.")
                    messages.warning(request, text % {"minutes": slot.over})
                else:
                    messages.success(request, _("The programme is saved."))
                return redirect("events:programme", pk)
            except ValidationError as error:
                messages.error(request, error.messages[0])
        status = 422
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "parts": parts,
        "timed": timed,
        "slot": queries.slot(found, timed),
        "methods": METHODS.values(),
    }
    return render(request, "events/programme/programme.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def showcase(request, pk):
    """What the host shows, with viewing questions, and what to bring."""
    found, status = prepared_meeting(request.user, pk), 200
    initial = {name: getattr(found, name) for name in ("showcase", "bring", "catering", "contact")}
    form = ShowcaseForm(request.POST or None, initial=initial, people=people_of(found.network))
    stops = StopsFormSet(request.POST or None, initial=found.stops, prefix="stop")
    if request.method == "POST":
        if form.is_valid() and stops.is_valid():
            rows = [
                {key: row.cleaned_data.get(key, "") for key in ("title", "text", "question")}
                for row in stops
                if row.cleaned_data.get("title")
            ]
            rows += found.stops[len(stops.forms) :]  # somebody else added more since
            changed = {name: value for name, value in form.cleaned_data.items() if form.is_touched(name)}
            actions.save_showcase(actor=request.user, meeting=found, stops=rows, **changed)
            messages.success(request, _("What you show is saved."))
            return redirect(f"{found.get_absolute_url()}#see")
        status = 422
    context = {"meeting": found, "network": found.network, "tab": "meetings", "form": form, "stops": stops}
    return render(request, "events/programme/showcase.html", context, status=status)


@login_required
@require_POST
def documents(request, pk):
    """Add a document or take one away."""
    found = prepared_meeting(request.user, pk)
    if "remove" in request.POST:
        document = _document(found, request.POST["remove"])
        actions.remove_document(actor=request.user, meeting=found, document=document)
        return redirect(f"{found.get_absolute_url()}#documents")
    form = DocumentForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_document(
                actor=request.user,
                meeting=found,
                upload=next(iter(data["file"]), None),
                waiting=data["waiting"],
                client_id=data["client_id"],
            )
            return redirect(f"{found.get_absolute_url()}#documents")
        except ValidationError as error:
            form.add_error("file", error)
    form.keep_files()
    return page_with(request, found, documents=form)


def _document(meeting, text):
    try:
        return get_object_or_404(meeting.documents, pk=uuid.UUID(text))
    except ValueError:
        raise Http404 from None


@login_required
@require_POST
def room(request, pk):
    """The conversation about a meeting, for everyone in its network."""
    found = visible_meeting(request.user, pk)
    if found.network is None:
        raise Http404
    opened = open_room_about(
        actor=request.user, network=found.network, about=f"meeting-{found.pk}", name=found.title
    )
    return redirect(opened)


@login_required
@require_safe
def timer(request, pk, item):
    """The steps of a part of the programme, one after the other, with a clock."""
    found = visible_meeting(request.user, pk)
    part = next((one for one in queries.with_times(found) if one.item.pk == item), None)
    if part is None:
        raise Http404
    context = {"meeting": found, "network": found.network, "item": part.item, "method": part.method}
    return render(request, "events/programme/timer.html", context)


@login_required
@require_safe
def methods(request):
    """The library of methods."""
    return render(request, "events/programme/methods.html", {"methods": METHODS.values()})
