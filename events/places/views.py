"""Who comes: guests and colleagues, places by link, needs, and travelling together."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..meetings.differences import since_answer
from ..meetings.letters import facts
from ..meetings.links import ways
from ..meetings.models import Attendance, Meeting
from ..meetings.queries import visible_meeting
from ..meetings.sections import MEETING, look_at, page_with
from ..meetings.standing import standing_of
from . import queries
from .actions import answers, guests, rides
from .actions import needs as places
from .forms import GuestForm, NeedsForm, RideForm
from .links import open_place
from .models import Ride
from .rules import may_answer, may_register_guest


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, pk):
    """Register somebody without an account: oneself for what is open to everyone, else a colleague or a guest."""
    found = visible_meeting(request.user, pk)
    user = request.user if request.user.is_authenticated else None
    if not may_register_guest(standing_of(request.user, found)):
        raise PermissionDenied
    form = GuestForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("website")
        try:
            if user is None and not _may_register_one_more(request, data["email"]):
                raise ValidationError(_("Too many registrations at once. Try again in an hour."))
            place = guests.register_guest(actor=user, meeting=found, language=get_language() or "nl", **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _registered(place, by_themselves=user is None))
            return redirect(found)
    context = {"meeting": found, "network": found.network, "tab": "meetings", "form": form}
    return render(request, "events/places/guest.html", context, status=422 if form.errors else 200)


def _may_register_one_more(request, email: str) -> bool:
    """Neither one visitor nor one address of mail takes part in very much at once."""
    return bool(
        ratelimit.consume(request, action="register_guest")
        and ratelimit.consume(request, action="register_address", key=email.lower())
    )


def _registered(place, *, by_themselves: bool) -> str:
    if by_themselves:
        return _("Look in your mail: there is your place, with a link to give it up.")
    if place.waiting_since:
        return _("The meeting is full. %(name)s is on the waiting list.") % {"name": place.person_name}
    return _("%(name)s has a place and gets a mail about it.") % {"name": place.person_name}


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, token):
    """One's place at a meeting by the link from a mail, without signing in."""
    found = open_place(token)
    if found is None:
        return render(request, "events/places/link_gone.html", {}, status=410)
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if answer not in ("in_person", "online", "no"):
            raise Http404
        try:
            found = answers.change_place(attendance=found, answer=answer)
            messages.success(request, _("It is saved. The host sees it too."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(request.path)
    meeting, reader = found.meeting, found.user.zone if found.user else None
    context = {
        "place": found,
        "meeting": meeting,
        "ways": [(value, words) for value, words in ways(meeting) if value != found.answer],
        "wished": request.GET.get("answer", ""),
        "facts": facts(meeting, reader, queries.join_link_of(found)),
        "changes": since_answer(meeting, found if found.pk else None),
    }
    response = render(request, "events/places/place.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def needs(request, pk):
    """Say what one needs there."""
    found = visible_meeting(request.user, pk)
    if request.POST.get("do") in ("pass", "erase"):
        passes = request.POST["do"] == "pass"
        places.pass_needs_on(actor=request.user, meeting=found, passes=passes)
        text = _("The new host sees it as a total.") if passes else _("We keep nothing about what you need.")
        messages.success(request, text)
        return redirect(found)
    form = NeedsForm(request.POST)
    if not form.is_valid():
        return page_with(request, found, needs=form)
    data = form.cleaned_data
    places.say_needs(
        actor=request.user,
        meeting=found,
        needs=data["needs"],
        note=data["needs_note"],
        consents=data["consents"],
    )
    if data["needs"] or data["needs_note"]:
        messages.success(request, _("The host sees it as a total. A week after the meeting it is gone."))
    else:
        messages.success(request, _("We keep nothing about what you need."))
    return redirect(found)


@login_required
@require_POST
def ride(request, pk):
    """Offer places on the way there, or take the offer back."""
    found = visible_meeting(request.user, pk)
    if request.POST.get("do") == "withdraw":
        rides.withdraw_ride(actor=request.user, meeting=found)
        return redirect(f"{found.get_absolute_url()}#rides")
    if request.POST.get("do") == "again":
        try:
            rides.drive_again(actor=request.user, meeting=found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(f"{found.get_absolute_url()}#rides")
    form = RideForm(request.POST)
    if form.is_valid():
        try:
            rides.offer_ride(actor=request.user, meeting=found, **form.cleaned_data)
            return redirect(f"{found.get_absolute_url()}#rides")
        except ValidationError as error:
            form.add_error(None, error)
    return page_with(request, found, rides=form)


@login_required
@require_POST
def ride_along(request, pk):
    """Take a place in somebody's ride, or give it back."""
    found = get_object_or_404(Ride.objects.select_related("meeting"), pk=pk)
    visible_meeting(request.user, found.meeting_id)
    try:
        rides.ride_along(actor=request.user, ride=found, joins=request.POST.get("do") == "join")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(f"{found.meeting.get_absolute_url()}#rides")


@login_required
@require_POST
def answer(request, pk):
    """Say whether you come."""
    found = visible_meeting(request.user, pk)
    if not may_answer(standing_of(request.user, found)):
        raise PermissionDenied
    chosen = request.POST.get("answer", "")
    if chosen not in Attendance.Answer.values:
        raise Http404
    try:
        attendance = answers.answer_meeting(actor=request.user, meeting=found, answer=chosen)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _told(attendance))
    if request.htmx:
        return _answered(request, visible_meeting(request.user, pk))
    if (back := request.POST.get("next")) == "arrived" and found.network:
        return redirect("home:arrived", found.network.slug)
    return redirect("home:today" if back == "today" else found)


#: The parts of the page of a meeting that an answer changes, besides its card.
ANSWERED = ("who", "practical", "needs", "rides")


def _answered(request, meeting: Meeting):
    """The card, and with it what else says something new on the page."""
    names = ("card", *ANSWERED)
    shown = MEETING.shown(look_at(request.user, meeting, *names), *names)
    context = {"meeting": meeting, "network": meeting.network, "sections": shown, "parts": ANSWERED}
    return render(request, "events/places/_answered.html", context)


def _told(attendance: Attendance) -> str:
    if attendance.waiting_since:
        return _(
            "The room is full. You are on the waiting list and hear from us as soon as there is a place."
        )
    return {
        "in_person": _("You are coming. We keep a seat for you."),
        "online": _("You join online. The link is on this page.")
        if attendance.meeting.join_url
        else _("You join online. The link stands on this page as soon as it is there."),
        "no": _("You are not coming. You can still change that."),
    }[attendance.answer]
