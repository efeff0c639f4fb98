import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.networks.models import Network, Participant
from community.notifications.actions import mark_read

from .. import calendars, ledger, rules
from ..actions import places, programme
from ..actions import scheduling as actions
from ..actions.hosting import is_open_for_check_in
from ..actions.minutes import actions_for
from ..actions.repairs import is_the_hour
from ..differences import since_answer
from ..forms.around import NeedsForm, RideForm
from ..forms.meetings import MeetingForm
from ..models import Attendance, CalendarFeed, Meeting, Minutes, SwapRequest
from ..structured import structured_data

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
    return render(request, "events/scheduling/agenda.html", context)


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
        "polls": network.polls.filter(meeting=None)[:5],
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "may_schedule": rules.may_schedule_meeting(request.user, network),
    }
    return render(request, "events/page/network_meetings.html", context)


def visible_meeting(request, pk) -> Meeting:
    """The meeting, when the reader may see it; else as if it did not exist."""
    seen = Meeting.objects.visible_to(request.user).with_place().select_related("contact", "backup_host")
    return get_object_or_404(seen, pk=pk)


@require_GET
def meeting(request, pk):
    """One meeting: when, where, what you will see, who comes."""
    found = visible_meeting(request, pk)
    context = meeting_context(request, found)
    if request.user.is_authenticated and request.user.unread_notifications:
        mark_read(actor=request.user, url=found.get_absolute_url())
    return render(request, "events/page/meeting.html", context)


def meeting_context(request, found: Meeting) -> dict:
    """What the page of a meeting shows to this reader."""
    user, network = request.user, found.network
    attendances = list(found.attendances.select_related("user"))
    own = next((a for a in attendances if a.user_id == user.pk), None) if user.is_authenticated else None
    standing = rules.standing(user, found)
    items = programme.with_times(found)
    numbers = _numbers(found)
    context = _coming_context(found, attendances, own) | {
        "place_in_year": (1 + numbers["earlier"], numbers["this_year"]) if numbers["this_year"] else None,
        "meeting": found,
        "network": network,
        "tab": "meetings",
        "agenda": items,
        "slot": programme.slot(found, items),
        "own": own,
        "inside": standing.takes_part,
        "may_answer": standing.may_answer,
        "may_bring": standing.may_register_guest,
        "may_change": standing.may_change,
        "prepares": standing.prepares,
        "is_the_hour": bool(found.network_id and found.host_id and not found.uncounted)
        and is_the_hour(found),
        "changes": since_answer(found, own),
        "join_url": found.join_url if standing.may_see_join_link(own) else "",
        "structured": structured_data(found) if found.visibility == "public" else None,
    }
    if not standing.takes_part and not standing.may_change:
        context["by_organisation"] = []  # who comes is for who takes part; others see a number
    if own and own.is_coming and context["may_answer"]:
        initial = {
            "needs": own.needs,
            "needs_note": own.needs_note,
            "consents": bool(own.needs or own.needs_note),
        }
        context["needs_form"] = NeedsForm(initial=initial)
        if own.answer == Attendance.Answer.IN_PERSON:
            context["ride_form"] = RideForm()
    if standing.takes_part:
        context |= _inside_context(standing, attendances, own, numbers)
    return context


def _coming_context(found: Meeting, attendances, own) -> dict:
    coming = [a for a in attendances if a.is_coming]
    by_organisation: dict[str, dict] = {}
    for attendance in coming:
        row = by_organisation.setdefault(attendance.works_at, {"user": None, "in_person": [], "online": []})
        row["user"] = row["user"] or attendance.user
        row[attendance.answer].append(attendance)
    waiting = [a for a in attendances if a.waiting_since]
    in_room = sum(a.answer == "in_person" for a in coming)
    left = {
        mode: max(0, capacity - sum(a.answer == mode and not a.is_host for a in coming))
        if (capacity := found.capacity_for(mode)) is not None
        else None
        for mode in ("in_person", "online")
    }
    return {
        "place_in_line": 1
        + sum(a.waiting_since < own.waiting_since for a in waiting if a.answer == own.answer)
        if own and own.waiting_since
        else None,
        "in_person_count": in_room,
        "online_count": len(coming) - in_room,
        "seats_left": left["in_person"],
        "online_left": left["online"],
        "waiting_count": len(waiting),
        "by_organisation": sorted(by_organisation.items()),
    }


def _inside_context(standing: rules.Standing, attendances, own, numbers: dict) -> dict:
    """What only who takes part in the network sees: rides, documents, minutes, actions, exchanges of turns."""
    user, found = standing.user, standing.meeting
    riders: dict[int, list] = {}
    for attendance in attendances:
        if attendance.ride_id:
            riders.setdefault(attendance.ride_id, []).append(attendance)
    rides = list(found.rides.select_related("driver"))
    for ride in rides:
        ride.riders = riders.get(ride.pk, [])
        ride.full = len(ride.riders) >= ride.seats
        ride.mine = ride.driver_id == user.pk
    written = Minutes.objects.filter(meeting=found).first()
    swaps = SwapRequest.objects.filter(Q(first=found) | Q(second=found), status__in=["asked", "agreed"])
    open_swaps = list(swaps.select_related("first__host", "second__host"))
    for swap in open_swaps:
        for meeting in (swap.first, swap.second):
            meeting.network = found.network
        swap.may_answer = swap.status == "asked" and replace(standing, meeting=swap.second).may_ask_swap
        swap.may_withdraw = replace(standing, meeting=swap.first).may_ask_swap
    actions_ = actions_for(found.network, found)
    for action in actions_:
        action.mine = standing.may_set_action(action)
    return {
        "asks": _asks(standing, numbers),
        "unanswered": 0 if found.is_over or found.is_cancelled else numbers["unanswered"],
        "rides": rides,
        "rides_along": own.ride_id if own else None,
        "documents": found.documents.all(),
        "minutes": written if written and standing.may_read_minutes(written) else None,
        "actions": actions_,
        "swaps": open_swaps,
        "may_ask_swap": standing.may_ask_swap,
        "may_take_notes": standing.may_take_notes,
        "may_reflect": standing.may_reflect(own),
        "may_read_cases": standing.may_read_cases(own),
        "case_count": numbers["case_count"],
        "check_in_open": is_open_for_check_in(found),
        "client_id": uuid.uuid4(),
    }


def _numbers(found: Meeting) -> dict:
    """Everything that is only counted on the page of a meeting, in one question to the database."""
    year = found.in_same_year() if not found.is_cancelled else Meeting.objects.none()
    before = Q(starts_at__lt=found.starts_at) | Q(starts_at=found.starts_at, pk__lt=found.pk)
    taking_part = Participant.objects.active().filter(network=found.network_id)
    answered = Attendance.objects.filter(meeting=found, user=OuterRef("user"))
    counted = {
        "case_count": found.cases.all(),
        "asked": found.questions.all(),
        "answered": found.questions.filter(answered_at__isnull=False),
        "unanswered": taking_part.exclude(Exists(answered)),
        "this_year": year,
        "earlier": year.filter(before),
    }
    counts = {name: _count(rows) for name, rows in counted.items()}
    return Meeting.objects.filter(pk=found.pk).values(**counts).get()


def _count(rows) -> Coalesce:
    """How many rows there are, as a part of another question."""
    one = rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one), 0, output_field=IntegerField())


def _asks(standing: rules.Standing, numbers: dict) -> dict | None:
    """How many questions were asked beforehand; None where nothing was and nothing can be asked any more."""
    if not numbers["asked"] and not standing.may_ask_question:
        return None
    return {
        "may_ask": standing.may_ask_question,
        "answered": numbers["answered"],
        "open": numbers["asked"] - numbers["answered"],
    }


@login_required
@require_POST
def answer(request, pk):
    """Say whether you come."""
    found = visible_meeting(request, pk)
    if not rules.may_answer(request.user, found):
        raise PermissionDenied
    chosen = request.POST.get("answer", "")
    if chosen not in Attendance.Answer.values:
        raise Http404
    try:
        attendance = places.answer_meeting(actor=request.user, meeting=found, answer=chosen)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _told(attendance))
    if request.htmx:
        return render(
            request, "events/places/_rsvp.html", meeting_context(request, visible_meeting(request, pk))
        )
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
    found = visible_meeting(request, pk)
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
            messages.success(request, _balance_told(found))
            return redirect(found)
        except actions.SlotTaken:
            form.add_error("day", _("The network already meets at that time."))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"network": network, "tab": "meetings", "form": form, "meeting": None}
    context["balances"] = [line for line in ledger.lines(network) if not line.left]
    return render(request, "events/scheduling/schedule.html", context, status=422 if form.errors else 200)


def _balance_told(meeting: Meeting) -> str:
    """What is said of a meeting that was just planned: the new balance of its host, if it has one."""
    if meeting.host is None:
        return _("The meeting is planned.")
    line = next(line for line in ledger.lines(meeting.network) if line.organisation == meeting.host)
    return _("The meeting is planned. The balance of %(host)s is now %(balance)s.") % {
        "host": meeting.host.name,
        "balance": ledger.signed(line.balance),
    }


@login_required
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """Change a meeting; whoever may come hears of it when the time or place changes."""
    found = visible_meeting(request, pk)
    if not rules.may_change_meeting(request.user, found) or found.network is None:
        raise PermissionDenied
    form = MeetingForm(request.POST or None, network=found.network, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(actor=request.user, meeting=found, **form.fields_to_save)
            messages.success(request, _("The meeting is changed."))
            return redirect(found)
        except actions.SlotTaken:
            form.add_error("day", _("The network already meets at that time."))
        except ValidationError as error:
            form.add_error("day", error)
    context = {"network": found.network, "tab": "meetings", "form": form, "meeting": found}
    return render(request, "events/scheduling/schedule.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remind(request, pk):
    """Remind who has not answered."""
    found = visible_meeting(request, pk)
    count = actions.remind_unanswered(actor=request.user, meeting=found)
    messages.success(request, _("%(count)d people are reminded.") % {"count": count})
    return redirect(found)
