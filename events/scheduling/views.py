"""Meetings to come, planning and changing one, and calendars to subscribe to."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.networks.models import Network

from ..meetings import calendars
from ..meetings.differences import last_changed
from ..meetings.models import Attendance, Meeting
from ..meetings.queries import visible_meeting
from ..meetings.rules import may_change_meeting, may_schedule_meeting
from ..meetings.sections import CANCELLING, NETWORK, Look, Overview
from ..meetings.standing import standing_of
from ..places.rules import may_see_join_link
from . import actions, queries
from .facilities import promised
from .forms import MeetingForm
from .models import CalendarFeed
from .open_forms import OpenMeetingForm
from .said import planned

PER_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, pk):
    """Call a meeting off; beforehand what that does to whose turn it is."""
    found = visible_meeting(request.user, pk)
    standing = standing_of(request.user, found)
    if not may_change_meeting(standing):
        raise PermissionDenied
    if found.is_over or found.is_cancelled:
        raise Http404
    if request.method == "POST":
        by_host = request.POST.get("who") == "host"
        actions.cancel_meeting(actor=request.user, meeting=found, by_host=by_host)
        messages.success(request, _("The meeting is cancelled. Everyone who might come is told."))
        return redirect(found)
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "counts_for_host": queries.counts_when_cancelled(found),
        "sections": CANCELLING.shown(Look(standing)),
    }
    return render(request, "events/scheduling/cancel.html", context)


@require_safe
def agenda(request):
    """Everything to come that the reader may see; for visitors the open meetings."""
    meetings = list(Meeting.objects.visible_to(request.user).upcoming().with_place()[:PER_PAGE])
    context = {"meetings": meetings}
    if request.user.is_authenticated:
        answers = Attendance.objects.filter(user=request.user, meeting__in=meetings)
        own = {a.meeting_id: a for a in answers}
        for meeting in meetings:
            meeting.own = own.get(meeting.pk)
        context["feed"] = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "events/scheduling/agenda.html", context)


@require_safe
def ics(request, pk):
    """The meeting as a calendar file; the link to join is only in the file of who registered."""
    found = visible_meeting(request.user, pk)
    links = {found.pk} if may_see_join_link(standing_of(request.user, found)) else frozenset()
    return _calendar_response(request, _file([found], found.title, links), f"vonder-{pk}.ics")


def _file(meetings: list[Meeting], name: str, links=frozenset(), others=()) -> bytes:
    changed = last_changed(meetings)
    return calendars.calendar(meetings, name=name, join_links=links, changed=changed, others=others)


def _calendar_response(request, content: bytes, name: str) -> HttpResponse:
    """A calendar file; who has it as it is gets nothing again."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, max_age=300)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def feed(request, token, slug=None):
    """Somebody's own calendar, or of one of their networks, for a calendar program that has the secret address."""
    found = get_object_or_404(CalendarFeed.objects.select_related("user"), token=token, user__is_active=True)
    user = found.user
    meetings = (
        Meeting.objects.visible_to(user)
        .filter(network__isnull=False, network__participants__user=user, network__participants__left_at=None)
        .exclude(attendances__in=user.attendances.filter(answer=Attendance.Answer.NO))
        .with_place()
        .order_by("-starts_at")
    )
    if slug is not None:
        meetings = meetings.filter(network=get_object_or_404(Network.objects.of(user), slug=slug))
    meetings = list(meetings[:300])
    open_ones = Meeting.objects.visible_to(user).filter(
        network=None, attendances__in=user.attendances.exclude(answer=Attendance.Answer.NO)
    )
    meetings += list(open_ones.with_place()) if slug is None else []
    registered = user.attendances.filter(waiting_since=None).exclude(answer=Attendance.Answer.NO)
    links = set(registered.values_list("meeting_id", flat=True))
    others = promised(user) if slug is None else []
    return _calendar_response(request, _file(meetings, "Vonder", links, others), "vonder.ics")


@require_safe
def public_feed(request):
    """The meetings that are open to everyone."""
    meetings = Meeting.objects.filter(visibility="public").with_place().order_by("-starts_at")[:200]
    return _calendar_response(request, _file(list(meetings), "Vonder"), "vonder-open.ics")


@login_required
@require_POST
def renew_feed(request):
    """Make the secret address of your calendar, or a new one."""
    actions.renew_feed(actor=request.user)
    messages.success(request, _("This is the address of your calendar. Keep it to yourself."))
    return redirect("events:agenda")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request, slug):
    """Plan one meeting of a network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not may_schedule_meeting(request.user, network):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, network=network, instance=Meeting(network=network))
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.schedule_meeting(actor=request.user, network=network, **form.fields_to_save)
            messages.success(request, planned(found))
            return redirect(found)
        except actions.SlotTaken:
            form.add_error("day", _("The network already meets at that time."))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"network": network, "tab": "meetings", "form": form, "meeting": None}
    context["sections"] = NETWORK.shown(Overview(request.user, network), "balances")
    return render(request, "events/scheduling/schedule.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change a meeting; whoever may come hears of it when the time or place changes."""
    found = visible_meeting(request.user, pk)
    if not may_change_meeting(standing_of(request.user, found)):
        raise PermissionDenied
    if found.network:
        form: MeetingForm = MeetingForm(request.POST or None, network=found.network, instance=found)
        template = "events/scheduling/schedule.html"
    else:
        form = OpenMeetingForm(request.POST or None, user=request.user, instance=found)
        template = "events/scheduling/open.html"
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(actor=request.user, meeting=found, **form.fields_to_save)
            messages.success(request, _("The meeting is changed."))
            return redirect(found)
        except actions.SlotTaken:
            form.add_error("day", _("The network already meets at that time."))
        except ValidationError as error:
            form.add_error("day", error)
    context = {"network": found.network, "tab": "meetings", "form": form, "meeting": found, "sections": {}}
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_POST
def remind(request, pk):
    """Remind who has not answered."""
    found = visible_meeting(request.user, pk)
    try:
        count, by_mail = actions.remind_unanswered(actor=request.user, meeting=found)
        text = ngettext("%(count)d person is reminded", "%(count)d people are reminded", count)
        mails = _(", %(mails)d of them by mail") if by_mail < count else ""
        messages.success(request, f"{text}{mails}." % {"count": count, "mails": by_mail})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)
