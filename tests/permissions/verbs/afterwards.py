"""Who may do what during a meeting and after it."""

import datetime as dt

from django.utils import timezone

from events.minutes import actions as minutes
from events.models import Inspiration

from .row import Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"
MINUTES, CASES, HARVEST, REFLECTION = (
    f"events.{idea}.actions" for idea in ("minutes", "cases", "harvest", "reflection")
)


def _note(house, who):
    note = minutes.write_note(actor=who, meeting=house.held, text="x", client_id=once())
    return {"note": note, "text": "y", "version": note.version}


def _draft(house):
    house.minutes.__class__.objects.update(status="draft")
    return house.minutes


def _case(**more):
    return {"question": "Wat nu?", "situation": "x", "insights": "", "next_step": "", **more}


def _period():
    today = timezone.localdate()
    return {"since": today - dt.timedelta(days=30), "until": today}


def _came_of_it(house):
    """Each of those who were there has a note, to say what came of it."""
    day = timezone.localdate()
    for who in (house.facilitator, house.member):
        Inspiration.objects.get_or_create(
            user=who, meeting=house.held, defaults={"text": "x", "comes_back_on": day}
        )
    return {"meeting": house.held, "became": "y"}


def _passage(house):
    return house.harvest.passages.get()


VERBS = [
    Verb(f"{MINUTES}.write_note", MEMBERS, lambda h: {"meeting": h.held, "text": "x", "client_id": once()}),
    Verb(f"{MINUTES}.change_note", MEMBERS, lambda h: _note(h, h.member), case="of a member"),
    Verb(f"{MINUTES}.change_note", BOSS, lambda h: _note(h, h.facilitator), case="of a facilitator"),
    Verb(
        f"{MINUTES}.agree_action", MEMBERS,
        lambda h: {"meeting": h.held, "text": "x", "person": h.member, "client_id": once()},
    ),
    Verb(f"{MINUTES}.set_action", MEMBERS, lambda h: {"action": h.action, "status": "done"}),
    Verb(
        "events.minutes.actions_handed_on.hand_on", MEMBERS,
        lambda h: {"action": h.action, "person": h.member},
    ),
    Verb(
        f"{MINUTES}.save_minutes", MEMBERS,
        lambda h: {"meeting": h.held, "html": "<p>x</p>", "version": h.minutes.version},
    ),
    Verb(f"{MINUTES}.share_minutes", MEMBERS, lambda h: {"minutes": _draft(h)}),
    Verb(f"{MINUTES}.approve_minutes", BOSS, lambda h: {"minutes": h.minutes, "version": 1}),
    Verb(f"{MINUTES}.comment", MEMBERS, lambda h: {"minutes": h.minutes, "text": "x", "client_id": once()}),
    Verb(f"{CASES}.write_case", MEMBERS, lambda h: {"meeting": h.held, **_case()}, case="a new one"),
    Verb(
        f"{CASES}.write_case", MEMBERS,
        lambda h: {"meeting": h.held, "case": h.case, "version": h.case.version, **_case()}, case="changed",
    ),
    Verb(f"{CASES}.forget_case", "member", lambda h: {"case": h.case}),
    Verb("events.certificates.actions.issue", BOSS, lambda h: {"network": h.network, **_period()}),
    Verb(f"{HARVEST}.start_harvest", BOSS, lambda h: {"network": h.network, "title": "x"}),
    Verb(f"{HARVEST}.gather", BOSS, lambda h: {"harvest": h.harvest, "posts": [h.post]}),
    Verb(f"{HARVEST}.answer_passage", "member", lambda h: {"passage": _passage(h), "agrees": True}),
    Verb(f"{HARVEST}.make_article", BOSS, lambda h: {"harvest": h.harvest}, stopped=BOSS, case="not answered"),
    Verb(f"{HARVEST}.drop_passage", BOSS, lambda h: {"passage": _passage(h)}),
    Verb(
        f"{REFLECTION}.give_pulse", MEMBERS, lambda h: {"meeting": h.held, "useful": 1, "safe": 1, "applies": 1},
        stopped="member", case="the member did already",
    ),
    Verb(f"{REFLECTION}.take_home", MEMBERS, lambda h: {"meeting": h.held, "text": "x"}),
    Verb(f"{REFLECTION}.answer_note", MEMBERS, _came_of_it),
    Verb(
        f"{REFLECTION}.thank_host", MEMBERS, lambda h: {"meeting": h.held, "text": "x"}, stopped="facilitator",
        case="the facilitator did already",
    ),
]  # fmt: skip

OWN: dict[str, str] = {}
