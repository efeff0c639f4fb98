"""What the page of a meeting shows to its reader."""

import uuid

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from community.networks.models import Participant

from ..cases.rules import may_read_cases
from ..hosting.queries import is_open_for_check_in
from ..meetings.differences import since_answer
from ..meetings.models import Attendance, Meeting
from ..meetings.rules import may_change_meeting, prepares
from ..meetings.standing import Standing, standing_of
from ..minutes.models import Minutes
from ..minutes.queries import actions_for
from ..minutes.rules import may_read_minutes, may_set_action, may_take_notes
from ..places.forms import NeedsForm, RideForm
from ..places.rules import may_answer, may_register_guest, may_see_join_link
from ..programme.queries import slot, with_times
from ..questions.rules import may_ask_question
from ..reflection.rules import may_reflect
from ..turns.models import SwapRequest
from ..turns.queries import is_the_hour
from ..turns.rules import may_ask_swap
from .structured import structured_data


def meeting_context(request, found: Meeting) -> dict:
    """What the page of a meeting shows to this reader."""
    user, network = request.user, found.network
    attendances = list(found.attendances.select_related("user"))
    standing = standing_of(user, found, attendances)
    own = standing.place
    items = with_times(found)
    numbers = _numbers(found)
    context = _coming_context(found, attendances, own) | {
        "place_in_year": (1 + numbers["earlier"], numbers["this_year"]) if numbers["this_year"] else None,
        "meeting": found,
        "network": network,
        "tab": "meetings",
        "agenda": items,
        "slot": slot(found, items),
        "own": own,
        "inside": standing.takes_part,
        "may_answer": may_answer(standing),
        "may_bring": may_register_guest(standing),
        "may_change": may_change_meeting(standing),
        "prepares": prepares(standing),
        "is_the_hour": bool(found.network_id and found.host_id and not found.uncounted)
        and is_the_hour(found),
        "changes": since_answer(found, own),
        "join_url": found.join_url if may_see_join_link(standing) else "",
        "structured": structured_data(found) if found.visibility == "public" else None,
    }
    if not standing.takes_part and not may_change_meeting(standing):
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


def _inside_context(standing: Standing, attendances, own, numbers: dict) -> dict:
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
        swap.may_answer = swap.status == "asked" and may_ask_swap(standing.at(swap.second))
        swap.may_withdraw = may_ask_swap(standing.at(swap.first))
    actions_ = actions_for(found.network, found)
    for action in actions_:
        action.mine = may_set_action(standing.part, action)
    return {
        "asks": _asks(standing, numbers),
        "unanswered": 0 if found.is_over or found.is_cancelled else numbers["unanswered"],
        "rides": rides,
        "rides_along": own.ride_id if own else None,
        "documents": found.documents.all(),
        "minutes": written if written and may_read_minutes(standing, written) else None,
        "actions": actions_,
        "swaps": open_swaps,
        "may_ask_swap": may_ask_swap(standing),
        "may_take_notes": may_take_notes(standing),
        "may_reflect": may_reflect(standing),
        "may_read_cases": may_read_cases(standing),
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


def _asks(standing: Standing, numbers: dict) -> dict | None:
    """How many questions were asked beforehand; None where nothing was and nothing can be asked any more."""
    if not numbers["asked"] and not may_ask_question(standing):
        return None
    return {
        "may_ask": may_ask_question(standing),
        "answered": numbers["answered"],
        "open": numbers["asked"] - numbers["answered"],
    }
