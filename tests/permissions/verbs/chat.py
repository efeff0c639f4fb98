"""Who may do what in the chat."""

from community.chat import actions

from .row import Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"


def _between(house):
    return actions.open_conversation(actor=house.member, person=house.facilitator)


VERBS = [
    Verb(
        "community.chat.actions.open_room_about", MEMBERS,
        lambda h: {"network": h.network, "about": "meeting-9", "name": "Gang"},
    ),
    Verb("community.chat.actions.open_conversation", BOSS, lambda h: {"person": h.member}),
    Verb("community.chat.actions.say", MEMBERS, lambda h: {"room": h.room, "text": "x", "client_id": once()}),
    Verb(
        "community.chat.actions.say", MEMBERS,
        lambda h: {"room": _between(h), "text": "x", "client_id": once()}, case="between two people",
    ),
    Verb("community.chat.actions.edit_message", BOSS, lambda h: {"message": h.message, "text": "x"}),
    Verb("community.chat.actions.delete_message", BOSS, lambda h: {"message": h.message}),
    Verb("community.chat.actions.read_until", MEMBERS, lambda h: {"room": h.room, "number": 1}),
    Verb(
        "community.chat.actions.read_until", MEMBERS, lambda h: {"room": _between(h), "number": 0},
        case="between two people",
    ),
]  # fmt: skip

OWN: dict[str, str] = {}
