from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.networks.models import Network
from community.notifications.actions import mark_read

from . import actions, calendars, rules
from .forms import MeetingForm
from .models import Attendance, CalendarFeed, Meeting

PER_PAGE = 30


@require_GET
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
    return render(request, "events/agenda.html", context)


@login_required
@require_GET
def network_meetings(request, slug):
    """The meetings of a network: to come, and held."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    plans = [plan for plan in network.plans.all() if rules.may_see_plan(request.user, plan)]
    context = {
        "network": network,
        "tab": "meetings",
        "upcoming": network.meetings.upcoming().with_place(),
        "past": network.meetings.past().with_place()[:PER_PAGE],
        "plans": plans,
        "may_schedule": rules.may_schedule_meeting(request.user, network),
    }
    return render(request, "events/network_meetings.html", context)


def _meeting(request, pk) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).with_place(), pk=pk)


@require_GET
def meeting(request, pk):
    """One meeting: when, where, what you will see, who comes."""
    found = _meeting(request, pk)
    context = _meeting_context(request, found)
    if request.user.is_authenticated and request.user.unread_notifications:
        mark_read(actor=request.user, url=found.get_absolute_url())
    return render(request, "events/meeting.html", context)


def _meeting_context(request, found: Meeting) -> dict:
    attendances = list(found.attendances.select_related("user"))
    coming = [a for a in attendances if a.answer != "no" and a.waiting_since is None]
    own = next((a for a in attendances if a.user_id == request.user.pk), None)
    by_organisation: dict[str, dict] = {}
    for attendance in coming:
        row = by_organisation.setdefault(
            attendance.user.works_at or attendance.user.name,
            {"user": attendance.user, "in_person": [], "online": []},
        )
        row[attendance.answer].append(attendance.user)
    waiting = [a for a in attendances if a.waiting_since]
    in_room = sum(a.answer == "in_person" for a in coming)
    filled = sum(a.answer == "in_person" and not a.is_host for a in coming)
    return {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "agenda": _with_times(found),
        "own": own,
        "place_in_line": 1
        + sum(a.waiting_since < own.waiting_since for a in waiting if a.answer == own.answer)
        if own and own.waiting_since
        else None,
        "in_person_count": in_room,
        "online_count": len(coming) - in_room,
        "seats_left": max(0, found.capacity_in_person - filled)
        if found.capacity_in_person is not None
        else None,
        "waiting_count": len(waiting),
        # Names of who comes are for who takes part; visitors of an open meeting see a number.
        "by_organisation": sorted(by_organisation.items()) if request.user.is_authenticated else [],
        "may_answer": rules.may_answer(request.user, found),
        "may_change": rules.may_change_meeting(request.user, found),
        "join_url": found.join_url if rules.may_see_join_link(request.user, found) else "",
    }


def _with_times(found: Meeting) -> list:
    items, at = list(found.agenda.all()), found.local_start
    for item in items:
        item.at = at
        at += timedelta(minutes=item.minutes)
    return items


@login_required
@require_POST
def answer(request, pk):
    """Say whether you come."""
    found = _meeting(request, pk)
    if not rules.may_answer(request.user, found):
        raise PermissionDenied
    chosen = request.POST.get("answer", "")
    if chosen not in Attendance.Answer.values:
        raise Http404
    try:
        attendance = actions.answer_meeting(actor=request.user, meeting=found, answer=chosen)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _told(attendance))
    if request.htmx:
        return render(request, "events/_rsvp.html", _meeting_context(request, _meeting(request, pk)))
    back = request.POST.get("next")
    return redirect("home:today" if back == "today" else found)


def _told(attendance: Attendance) -> str:
    if attendance.waiting_since:
        return _(
            "The room is full. You are on the waiting list and hear from us as soon as there is a place."
        )
    return {
        "in_person": _("You are coming. We keep a seat for you."),
        "online": _("You join online. The link is on this page."),
        "no": _("You are not coming. You can still change that."),
    }[attendance.answer]


@require_GET
def ics(request, pk):
    """The meeting as a calendar file; the link to join is only in the file of who registered."""
    found = _meeting(request, pk)
    links = {found.pk} if rules.may_see_join_link(request.user, found) else frozenset()
    return _calendar_response(
        calendars.calendar([found], name=found.title, join_links=links), f"vonder-{pk}.ics"
    )


def _calendar_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, max_age=300)
    return response


@require_GET
def feed(request, token):
    """Somebody's own calendar, for a calendar program that has the secret address."""
    found = get_object_or_404(CalendarFeed.objects.select_related("user"), token=token, user__is_active=True)
    user = found.user
    meetings = list(
        Meeting.objects.visible_to(user)
        .filter(network__isnull=False, network__participants__user=user, network__participants__left_at=None)
        .exclude(attendances__in=user.attendances.filter(answer=Attendance.Answer.NO))
        .with_place()
        .order_by("-starts_at")[:300]
    )
    open_ones = Meeting.objects.visible_to(user).filter(
        network=None, attendances__in=user.attendances.exclude(answer=Attendance.Answer.NO)
    )
    meetings += list(open_ones.with_place())
    registered = user.attendances.filter(waiting_since=None).exclude(answer=Attendance.Answer.NO)
    links = set(registered.values_list("meeting_id", flat=True))
    return _calendar_response(calendars.calendar(meetings, name="Vonder", join_links=links), "vonder.ics")


@require_GET
def public_feed(request):
    """The meetings that are open to everyone."""
    meetings = Meeting.objects.filter(visibility="public").with_place().order_by("-starts_at")[:200]
    return _calendar_response(calendars.calendar(meetings, name="Vonder"), "vonder-open.ics")


@login_required
@require_POST
def renew_feed(request):
    """Make the secret address of your calendar, or a new one."""
    actions.renew_feed(actor=request.user)
    messages.success(request, _("This is the address of your calendar. Keep it to yourself."))
    return redirect("events:agenda")


@login_required
@require_http_methods(["GET", "POST"])
def schedule(request, slug):
    """Plan one meeting of a network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    if not rules.may_schedule_meeting(request.user, network):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, network=network, instance=Meeting(network=network))
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.schedule_meeting(actor=request.user, network=network, **form.fields_to_save)
            return redirect(found)
        except actions.SlotTaken:
            form.add_error("day", _("The network already meets at that time."))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"network": network, "tab": "meetings", "form": form, "meeting": None}
    return render(request, "events/schedule.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """Change a meeting; whoever may come hears of it when the time or place changes."""
    found = _meeting(request, pk)
    if not rules.may_change_meeting(request.user, found) or found.network is None:
        raise PermissionDenied
    form = MeetingForm(request.POST or None, network=found.network, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_meeting(actor=request.user, meeting=found, **form.fields_to_save)
        messages.success(request, _("The meeting is changed."))
        return redirect(found)
    context = {"network": found.network, "tab": "meetings", "form": form, "meeting": found}
    return render(request, "events/schedule.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel(request, pk):
    """Call a meeting off."""
    found = _meeting(request, pk)
    actions.cancel_meeting(actor=request.user, meeting=found)
    messages.success(request, _("The meeting is cancelled. Everyone who might come is told."))
    return redirect(found)


@login_required
@require_POST
def remind(request, pk):
    """Remind who has not answered."""
    found = _meeting(request, pk)
    count = actions.remind_unanswered(actor=request.user, meeting=found)
    messages.success(request, _("%(count)d people are reminded.") % {"count": count})
    return redirect(found)
