"""Who may do what in the forum."""

from forum import actions
from tests.factories import BoardFactory, PostFactory, TopicFactory

from .row import SIGNED, Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"
BOARD = {"name": "Vragen", "description": "", "visibility": "members"}
WORDS = {"title": "Nieuw", "html": "<p>Nieuw</p>"}


def _open(house):
    return TopicFactory(board=BoardFactory(), author=house.outsider)


def _closed(house):
    house.topic.__class__.objects.update(closed=True)
    return house.topic


def _removed(who, **more):
    def arguments(house):
        actions.delete_post(actor=getattr(house, who), post=house.post)
        return {"post": house.post, **more}

    return arguments


def _answered(house, asked_by):
    topic = TopicFactory(board=house.board, author=asked_by)
    return {"topic": topic, "post": PostFactory(topic=topic, number=2)}


VERBS = [
    Verb("forum.actions.start_topic", MEMBERS, lambda h: {"board": h.board, **WORDS, "client_id": once()}),
    Verb(
        "forum.actions.start_topic", SIGNED, lambda h: {"board": BoardFactory(), **WORDS, "client_id": once()},
        case="on an open board",
    ),
    Verb("forum.actions.reply", MEMBERS, lambda h: {"topic": h.topic, "html": "<p>x</p>", "client_id": once()}),
    Verb(
        "forum.actions.reply", BOSS, lambda h: {"topic": _closed(h), "html": "<p>x</p>", "client_id": once()},
        case="when it is closed",
    ),
    Verb(
        "forum.actions.reply", SIGNED, lambda h: {"topic": _open(h), "html": "<p>x</p>", "client_id": once()},
        case="on an open board",
    ),
    Verb("forum.actions.edit_post", "member", lambda h: {"post": h.post, "html": "<p>x</p>", "version": 2}),
    Verb("forum.actions.delete_post", MEMBERS, lambda h: {"post": h.post}),
    Verb(
        "forum.actions.delete_post", "outsider staff",
        lambda h: {"post": PostFactory(topic=_open(h), author=h.outsider, number=1)}, case="on an open board",
    ),
    Verb("forum.actions.restore_post", MEMBERS, _removed("member"), case="removed by its author"),
    Verb("forum.actions.restore_post", BOSS, _removed("facilitator"), case="removed by a facilitator"),
    Verb("forum.actions.react", MEMBERS, lambda h: {"post": h.post, "kind": "useful"}),
    Verb(
        "forum.actions.react", BOSS, lambda h: {"post": _closed(h).posts.get(), "kind": "useful"},
        case="in a closed topic",
    ),
    Verb("forum.actions.react", "", _removed("member", kind="useful"), case="to a removed message"),
    Verb("forum.actions.choose_answer", MEMBERS, lambda h: _answered(h, h.member), case="own question"),
    Verb("forum.actions.choose_answer", BOSS, lambda h: _answered(h, h.facilitator), case="another's question"),
    Verb(
        "forum.actions.choose_answer",
        "",
        lambda h: {"topic": h.topic, "post": PostFactory(topic=TopicFactory(board=h.board), number=1)},
        case="from another topic",
    ),
    Verb("forum.actions.set_topic_state", BOSS, lambda h: {"topic": h.topic, "pinned": True, "closed": True}),
    Verb(
        "forum.actions.set_topic_state", "staff", lambda h: {"topic": _open(h), "pinned": True},
        case="on an open board",
    ),
    Verb("forum.boards.actions.make_board", "staff", lambda h: {"name": "Vragen"}),
    Verb(
        "forum.boards.actions.change_board", "staff", lambda h: {"board": BoardFactory(), **BOARD},
        case="on an open board",
    ),
    Verb("forum.boards.actions.change_board", "", lambda h: {"board": h.board, **BOARD}, case="of a network"),
    Verb("forum.reading.actions.mark_read", MEMBERS, lambda h: {"topic": h.topic, "number": 1}),
    Verb(
        "forum.reading.actions.mark_read", SIGNED, lambda h: {"topic": _open(h), "number": 1},
        case="on an open board",
    ),
    Verb("forum.reading.actions.mark_all_read", MEMBERS, lambda h: {"board": h.board}),
    Verb(
        "forum.reading.actions.mark_all_read", SIGNED, lambda h: {"board": BoardFactory()},
        case="an open board",
    ),
    Verb("forum.reading.actions.follow", MEMBERS, lambda h: {"topic": h.topic, "follows": True}),
    Verb(
        "forum.reading.actions.follow", SIGNED, lambda h: {"topic": _open(h), "follows": False},
        case="on an open board",
    ),
]  # fmt: skip

OWN: dict[str, str] = {}
