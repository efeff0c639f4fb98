"""Notes, decisions and actions while people meet; minutes afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.gone import not_found
from community.networks.closing.refusing import refuse
from community.networks.rights import Right
from community.networks.rules import has_right, takes_part
from community.richtext.cleaning import whole

from ..meetings.letters import facts
from ..meetings.models import Meeting
from ..meetings.queries import people_of, visible_meeting
from ..meetings.rules import may_change_meeting
from ..meetings.standing import part_in, standing_of
from . import actions, actions_handed_on, queries
from .forms import ActionForm, ChangeNoteForm, CommentForm, HandOnForm, MinutesForm, NoteForm
from .models import ActionPoint, Minutes, Note
from .rules import may_change_note, may_hand_on, may_read_minutes, may_take_notes, may_write_minutes


def _action_form(found, data=None) -> ActionForm:
    return ActionForm(
        data, people=people_of(found.network), organisations=found.network.organisations.distinct()
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request, pk):
    """Write down together: every note is of its own, so nobody overwrites another."""
    found, status = visible_meeting(request.user, pk), 200
    if not may_take_notes(standing_of(request.user, found)):
        refuse(found.network)
    doing = request.POST.get("do")
    form = NoteForm(request.POST if doing in ("note", "decision") else None)
    action_form = _action_form(found, request.POST if doing == "action" else None)
    if doing in ("note", "decision") and form.is_valid():
        part = found.agenda.filter(pk=whole(request.POST.get("item"))).first()
        try:
            actions.write_note(actor=request.user, meeting=found, kind=doing, item=part, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("text", error)
        else:
            return redirect("events:notes", pk)
    if doing == "action" and action_form.is_valid():
        try:
            actions.agree_action(actor=request.user, meeting=found, **action_form.cleaned_data)
        except ValidationError as error:
            action_form.add_error(None, error)
        else:
            return redirect("events:notes", pk)
    if form.errors or action_form.errors:
        status = 422
    context = _notes_context(request, found) | {"form": form, "action_form": action_form}
    template = (
        "events/minutes/_notes.html"
        if request.htmx and request.method == "GET"
        else "events/minutes/notes.html"
    )
    return render(request, template, context, status=status)


def _notes_context(request, found: Meeting) -> dict:
    boss = found.network is not None and has_right(request.user, found.network, Right.MINUTES)
    written = list(found.notes.select_related("author", "item"))
    for note in written:
        note.changeable = boss or note.author_id == request.user.pk
    return {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "notes": written,
        "agenda": list(found.agenda.all()),
        "actions": [queries.ActionRow(one) for one in queries.actions_for(found.network, found)],
        "may_write_minutes": may_write_minutes(standing_of(request.user, found)),
        "has_minutes": Minutes.objects.filter(meeting=found).exists(),
    }


def _note(request, pk) -> Note:
    note = get_object_or_404(Note.objects.select_related("meeting__network"), pk=pk)
    visible_meeting(request.user, note.meeting_id)
    return note


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, pk):
    """Change or remove a note; when it changed meanwhile, both texts are shown."""
    found, theirs = _note(request, pk), None
    if not may_change_note(standing_of(request.user, found.meeting), found):
        refuse(found.meeting.network)
    form = ChangeNoteForm(request.POST or None, initial={"text": found.text, "version": found.version})
    if request.method == "POST" and form.is_valid():
        text, version = form.cleaned_data["text"], form.cleaned_data["version"] or 0
        try:
            with not_found():
                actions.change_note(actor=request.user, note=found, text=text, version=version)
            return redirect("events:notes", found.meeting_id)
        except actions.Conflict as conflict:
            theirs = conflict.current
            form = ChangeNoteForm(initial={"text": text, "version": theirs.version})
        except ValidationError as error:
            form.add_error("text", error)
    context = {
        "meeting": found.meeting,
        "network": found.meeting.network,
        "tab": "meetings",
        "form": form,
        "theirs": theirs,
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "events/minutes/note.html", context, status=status)


def _action(request, pk) -> ActionPoint:
    inside = ActionPoint.objects.select_related("network", "meeting", "person", "organisation").filter(
        network__participants__user=request.user, network__participants__left_at=None
    )
    return get_object_or_404(inside, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request, pk):
    """Whoever takes care of an action from now on is chosen here."""
    found = _action(request, pk)
    part = part_in(found.network, request.user)
    if part is None or not may_hand_on(part, found):
        raise PermissionDenied
    mine = request.user.pk if part.organisation_id and part.organisation_id == found.organisation_id else None
    form = HandOnForm(request.POST or None, people=queries.heirs(part), initial={"person": mine})
    if request.method == "POST" and form.is_valid():
        try:
            with not_found():
                told = actions_handed_on.hand_on(actor=request.user, action=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("person", error)
        else:
            said = _("%(name)s takes care of it from now on.") % {"name": told.person.name}
            messages.success(request, said)
            return redirect(f"{found.meeting.get_absolute_url()}#actions" if found.meeting else "home:today")
    context = {
        "action": found,
        "meeting": found.meeting,
        "network": found.network,
        "tab": "meetings",
        "form": form,
    }
    return render(request, "events/minutes/hand_on.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def action(request, pk):
    """Say how far an action is."""
    found = _action(request, pk)
    status = request.POST.get("status", "")
    if status not in ActionPoint.Status.values:
        raise Http404
    with not_found():
        actions.set_action(actor=request.user, action=found, status=status)
    if request.POST.get("next") == "today" or found.meeting is None:
        return redirect("home:today")
    return redirect(f"{found.meeting.get_absolute_url()}#actions")


def _minutes(request, pk) -> tuple[Meeting, Minutes | None]:
    found = visible_meeting(request.user, pk)
    written = Minutes.objects.select_related("meeting__network", "written_by", "approved_in").filter(
        meeting=found
    )
    minutes = written.first()
    if found.network is None or not takes_part(request.user, found.network):
        raise Http404
    return found, minutes


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request, pk):
    """The minutes: read, remark, and for facilitators share and approve."""
    found, written = _minutes(request, pk)
    standing = standing_of(request.user, found)
    if written is None or not may_read_minutes(standing, written):
        if may_write_minutes(standing):
            return redirect("events:write_minutes", pk)
        raise Http404
    form, status = CommentForm(request.POST if request.POST.get("do") == "comment" else None), 200
    if request.method == "POST":
        try:
            if request.POST.get("do") == "share":
                actions.share_minutes(actor=request.user, minutes=written)
                messages.success(request, _("The minutes are shared. Everyone who takes part is told."))
            elif request.POST.get("do") == "approve":
                coming = found.network.meetings.upcoming().filter(starts_at__gt=found.starts_at).first()
                version = whole(request.POST.get("version"), digits=8) or 0
                actions.approve_minutes(actor=request.user, minutes=written, version=version, meeting=coming)
                messages.success(request, _("The minutes are approved."))
            elif form.is_valid():
                actions.comment(actor=request.user, minutes=written, **form.cleaned_data)
            if not form.errors:
                return redirect("events:minutes", pk)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            written.refresh_from_db()
        status = 422
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "minutes": written,
        "facts": facts(found, request.user.zone),
        "present": queries.present(found),
        "comments": written.comments.select_related("author"),
        "versions": written.versions.select_related("written_by"),
        "actions": [queries.ActionRow(one) for one in queries.actions_for(found.network, found)],
        "form": form,
        "may_write": may_write_minutes(standing),
        "may_approve": may_change_meeting(standing),
    }
    return render(request, "events/minutes/minutes.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_minutes(request, pk):
    """Write the minutes; the first time they begin with the notes."""
    found, written = _minutes(request, pk)
    if not may_write_minutes(standing_of(request.user, found)):
        refuse(found.network)
    language = request.user.language
    initial = {
        "html": written.html if written else queries.draft_from_notes(found, language),
        "version": written.version if written else 0,
    }
    form, theirs = MinutesForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_minutes(actor=request.user, meeting=found, **form.cleaned_data)
            messages.success(request, _("The minutes are kept."))
            return redirect("events:minutes", pk)
        except actions.Conflict as conflict:
            theirs = conflict.current
            form = MinutesForm(initial={"html": form.cleaned_data["html"], "version": theirs.version})
        except ValidationError as error:
            form.add_error("html", error)
    context = {"meeting": found, "network": found.network, "tab": "meetings", "form": form, "theirs": theirs}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "events/minutes/write_minutes.html", context, status=status)
