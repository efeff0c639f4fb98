"""Who may do what with a meeting that has a date, until it is over."""

import datetime as dt

from django.utils import timezone

from community.richtext.actions import attach
from events.models import HostRequest, Meeting, SwapRequest
from events.places.actions import answers
from events.questions import actions as questions
from events.turns.ways import repairs
from tests.house import picture

from .row import SIGNED, Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"
SCHEDULING, HOSTING, PROGRAMME, QUESTIONS, TURNS, HANDOVER = (
    f"events.{idea}.actions"
    for idea in ("scheduling", "hosting", "programme", "questions", "turns", "handover")
)
PLACES, GUESTS, NEEDS, RIDES = (
    f"events.places.actions.{name}" for name in ("answers", "guests", "needs", "rides")
)


def _when(days=120):
    start = timezone.now() + dt.timedelta(days=days)
    return {"starts_at": start, "ends_at": start + dt.timedelta(hours=2)}


def _open(house, visibility="members", **more):
    Meeting.objects.filter(pk=house.later.pk).update(visibility=visibility)
    return {"meeting": house.later, **more}


def _today(house, **more):
    """The meeting at the member's organisation, as if it were now."""
    now = timezone.now()
    Meeting.objects.filter(pk=house.meeting.pk).update(starts_at=now, ends_at=now + dt.timedelta(hours=1))
    return {"meeting": house.meeting, **more}


def _coming(house):
    answers.answer_meeting(actor=house.member, meeting=house.later, answer="in_person")
    return house.later


def _ride(house):
    return {"meeting": _coming(house), "by": "car", "start": "Gent", "note": "", "seats": 2}


def _ride_along(house):
    _coming(house)
    return {"ride": house.ride, "joins": True}


def _guest(house):
    return {"name": "Gast", "email": "nieuw@example.org"}


def _place(house, **more):
    """Somebody is marked as there whose answer is not known."""
    return {"person": house.facilitator, "place": None, "attended": True, **more}


def _document(house):
    document = attach(actor=house.member, audience=house.network.audience, upload=picture(), client_id=once())
    house.meeting.documents.add(document)
    return {"meeting": house.meeting, "document": document}


def _question(house, meeting):
    asked = questions.ask_question(actor=house.member, meeting=meeting, text="x", client_id=once())
    return {"question": asked}


def _swap(house, turned=False, status="asked"):
    swap = house.swap
    swap.first, swap.second = (house.later, house.meeting) if turned else (house.meeting, house.later)
    swap.first_host, swap.second_host, swap.status = swap.first.host, swap.second.host, status
    swap.save()
    return swap


def _ask_swap(house):
    SwapRequest.objects.all().delete()
    return {"first": house.meeting, "second": house.later}


def _way(house):
    """One way in which another organisation receives the meeting that is not the member's own."""
    way = next(one for one in repairs(house.later) if one.key == "step_in")
    return {"meeting": house.later, "value": way.value}


def _host_request(house):
    HostRequest.objects.update(status="asked")
    return house.host_request


def _stop():
    return {"showcase": "x", "stops": []}


VERBS = [
    Verb(f"{SCHEDULING}.schedule_meeting", BOSS, lambda h: {"network": h.network, "title": "x", **_when()}),
    Verb(
        f"{SCHEDULING}.schedule_meeting", "staff",
        lambda h: {"network": None, "visibility": "public", "title": "x", **_when()}, case="without a network",
    ),
    Verb(f"{SCHEDULING}.change_meeting", BOSS, lambda h: {"meeting": h.meeting, "title": "x"}),
    Verb(f"{SCHEDULING}.cancel_meeting", BOSS, lambda h: {"meeting": h.meeting}),
    Verb(f"{SCHEDULING}.remind_unanswered", BOSS, lambda h: {"meeting": h.meeting}),
    Verb(f"{PLACES}.answer_meeting", MEMBERS, lambda h: {"meeting": h.later, "answer": "in_person"}),
    Verb(
        f"{PLACES}.answer_meeting", SIGNED, lambda h: _open(h, answer="in_person"), case="open to all members"
    ),
    Verb(
        f"{PLACES}.answer_by_calendar", MEMBERS,
        lambda h: {"meeting": h.later, "coming": True, "sequence": 0, "stamp": timezone.now()},
    ),
    Verb(f"{HOSTING}.propose_other_time", MEMBERS, lambda h: {"meeting": h.later, "start": timezone.now()}),
    Verb(f"{GUESTS}.register_guest", MEMBERS, lambda h: {"meeting": h.later, **_guest(h)}),
    Verb(
        f"{GUESTS}.register_guest", f"{SIGNED} visitor", lambda h: _open(h, "public", **_guest(h)),
        case="open to everyone",
    ),
    Verb(f"{GUESTS}.register_guest", SIGNED, lambda h: _open(h, **_guest(h)), case="open to all members"),
    Verb(
        f"{NEEDS}.say_needs", MEMBERS,
        lambda h: {"meeting": _coming(h), "needs": ["vegan"], "note": "", "consents": True},
    ),
    Verb(f"{RIDES}.offer_ride", MEMBERS, _ride),
    Verb(f"{RIDES}.ride_along", MEMBERS, _ride_along, stopped="facilitator", case="the driver rides already"),
    Verb(f"{NEEDS}.pass_needs_on", MEMBERS, lambda h: {"meeting": _coming(h), "passes": True}),
    Verb(f"{HOSTING}.set_task", MEMBERS, lambda h: {"meeting": h.meeting, "key": "room", "done": True}),
    Verb(
        f"{HOSTING}.set_task", BOSS, lambda h: {"meeting": h.later, "key": "room", "done": True},
        case="of another host",
    ),
    Verb(f"{HOSTING}.check_in", MEMBERS, lambda h: _today(h, code=h.meeting.door_code)),
    Verb(f"{HOSTING}.set_attended", MEMBERS, lambda h: _today(h, **_place(h)), case="on the day"),
    Verb(f"{HOSTING}.set_attended", BOSS, lambda h: {"meeting": h.held, **_place(h)}, case="afterwards"),
    Verb(f"{PROGRAMME}.save_programme", MEMBERS, lambda h: {"meeting": h.meeting, "rows": []}),
    Verb(
        f"{PROGRAMME}.save_programme", BOSS, lambda h: {"meeting": h.later, "rows": []}, case="of another host"
    ),
    Verb(f"{PROGRAMME}.add_method", MEMBERS, lambda h: {"meeting": h.meeting, "key": "incident"}),
    Verb(f"{PROGRAMME}.add_method", BOSS, lambda h: {"meeting": h.later, "key": "incident"}, case="of another host"),
    Verb(f"{PROGRAMME}.save_showcase", MEMBERS, lambda h: {"meeting": h.meeting, **_stop()}),
    Verb(f"{PROGRAMME}.save_showcase", BOSS, lambda h: {"meeting": h.later, **_stop()}, case="of another host"),
    Verb(
        f"{PROGRAMME}.add_document", MEMBERS,
        lambda h: {"meeting": h.meeting, "upload": picture(), "client_id": once()},
    ),
    Verb(f"{PROGRAMME}.remove_document", MEMBERS, _document),
    Verb(f"{QUESTIONS}.ask_question", MEMBERS, lambda h: {"meeting": h.later, "text": "x", "client_id": once()}),
    Verb(f"{QUESTIONS}.answer_question", MEMBERS, lambda h: _question(h, h.meeting) | {"text": "x"}),
    Verb(
        f"{QUESTIONS}.answer_question", BOSS, lambda h: _question(h, h.later) | {"text": "x"},
        case="of another host",
    ),
    Verb(f"{QUESTIONS}.withdraw_question", MEMBERS, lambda h: _question(h, h.later)),
    Verb(f"{QUESTIONS}.withdraw_question", BOSS, lambda h: {"question": h.question}, case="answered already"),
    Verb(
        "events.turns.actions.go_online_without_host", BOSS,
        lambda h: {"meeting": h.meeting, "join_url": "https://meet.example.org/x"}, stopped=BOSS, case="too early",
    ),
    Verb(
        "events.turns.actions.go_online_without_host", BOSS,
        lambda h: _today(h, join_url="https://meet.example.org/x"),
    ),
    Verb(f"{HANDOVER}.ask_host", BOSS, _way),
    Verb(f"{HANDOVER}.go_on_now", BOSS, _way),
    Verb(
        f"{HANDOVER}.go_on_now", BOSS, lambda h: {"meeting": h.meeting, "value": "gone"}, stopped=BOSS,
        case="in a way that is not there",
    ),
    Verb(f"{HANDOVER}.answer_host", "member", lambda h: {"request": _host_request(h), "agrees": False}),
    Verb(f"{HANDOVER}.withdraw_request", BOSS, lambda h: {"request": _host_request(h)}),
    Verb(f"{TURNS}.ask_swap", MEMBERS, _ask_swap),
    Verb(f"{TURNS}.answer_swap", BOSS, lambda h: {"swap": _swap(h), "agrees": False}),
    Verb(
        f"{TURNS}.answer_swap", MEMBERS, lambda h: {"swap": _swap(h, turned=True), "agrees": False},
        case="one's own organisation is asked",
    ),
    Verb(f"{TURNS}.approve_swap", BOSS, lambda h: {"swap": _swap(h, status="agreed")}),
    Verb(f"{TURNS}.refuse_swap", BOSS, lambda h: {"swap": _swap(h, status="agreed")}),
    Verb(f"{TURNS}.withdraw_swap", MEMBERS, lambda h: {"swap": _swap(h)}),
    Verb(f"{TURNS}.withdraw_swap", BOSS, lambda h: {"swap": _swap(h, turned=True)}, case="another's turn"),
]  # fmt: skip

OWN = {
    "events.scheduling.actions.renew_feed": "one's own address",
    "events.scheduling.actions.carry_out": "a step of changing a meeting, which asked who may",
    "events.handover.actions.withdraw_requests_of": "what follows from another host, which asked who may",
    "events.turns.actions.withdraw_swaps_of": "what follows from another host, which asked who may",
    "events.places.actions.rides.withdraw_ride": "one's own offer",
    "events.places.actions.rides.drive_again": "one's own offer",
}
