"""What is kept instead of counted: each column is proved and repaired, and none is forgotten."""

import ast
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone

from community.chat import actions as chat
from community.chat.models import Room
from community.home.management.commands.recount import KEPT
from community.notifications.models import Notification
from forum import actions as forum
from forum.models import Post, Reaction, Topic

pytestmark = pytest.mark.django_db
ROOMS = ("community", "events", "forum")
#: Columns that look kept and are not: what each of them is instead.
NOT_COUNTED = {
    "community.members.User.last_login": "when somebody signed in last; the row is all there is",
    "community.chat.RoomMember.last_read": "how far somebody read; the row is all there is",
    "community.networks.models.joining.InvitationLink.used": "how many came in with it; the row is all there is",
    "community.organisations.models.working.Departure.last_day": "a day that somebody says, no count",
    "community.notifications.OutgoingMail.attempts": "how often it was tried; the row is all there is",
    "community.notifications.OutgoingMail.last_error": "what the mail server said last",
}
#: Numbers that only go up, of a version or a place in a row, and what is added up in memory: nothing is kept by them.
GO_UP = {"version", "revision", "number", "sequence", "expected"}


@pytest.fixture
def lived(house):
    """A topic with an answer, one that was removed, and reactions; rooms in which people spoke; an unread bell."""
    for words in ("<p>Ja</p>", "<p>Nee</p>"):
        post = forum.reply(actor=house.facilitator, topic=house.topic, html=words, client_id=uuid.uuid4())
    forum.delete_post(actor=house.facilitator, post=post)
    for kind in Reaction.Kind.values:
        forum.react(actor=house.facilitator, post=house.post, kind=kind)
    chat.say(actor=house.member, room=house.room, text="Hallo", client_id=uuid.uuid4())
    elsewhere = Room.objects.exclude(network=house.network).get()
    chat.say(actor=house.other_facilitator, room=elsewhere, text="Hallo", client_id=uuid.uuid4())
    assert Notification.objects.unread().filter(recipient=house.member).exists()
    return house


def spoilt(model: type[Model], column: str):
    """A value that is wrong for every row."""
    field = model._meta.get_field(column)
    if field.is_relation:
        return None
    return timezone.now() if field.get_internal_type() == "DateTimeField" else 77


COLUMNS = [(name, column) for name, kept in KEPT.items() for column in kept.columns]


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_what_is_wrong_is_repaired_and_what_is_right_is_left(name, column, lived, capsys):
    kept = KEPT[name]
    call_command("recount")
    assert capsys.readouterr().out.splitlines() == [f"{one}: 0 were wrong" for one in KEPT]
    right = dict(kept.model.objects.values_list("pk", column))
    kept.model.objects.update(**{column: spoilt(kept.model, column)})
    assert all(
        kept.model.objects.get(pk=pk).serializable_value(column) != value for pk, value in right.items()
    )
    call_command("recount")
    assert f"{name}: {len(right)} were wrong" in capsys.readouterr().out.splitlines()
    assert dict(kept.model.objects.values_list("pk", column)) == right


def test_what_should_be_kept_is_what_the_rows_say(lived):
    topic, post = Topic.objects.get(pk=lived.topic.pk), Post.objects.get(pk=lived.post.pk)
    last = topic.posts.get(number=3)
    assert (topic.reply_count, topic.last_number) == (1, 3)
    assert (topic.last_poster, topic.last_post_at) == (lived.facilitator, last.created_at)
    assert (post.useful_count, post.same_count, post.thanks_count) == (1, 1, 1)


def test_reactions_of_an_account_that_is_deleted_count_no_more(lived):
    lived.facilitator.delete()
    call_command("recount", verbosity=0)
    assert Post.objects.get(pk=lived.post.pk).has_reactions is False


def test_a_topic_and_a_room_in_which_nothing_was_said_count_nothing(lived):
    lived.topic.posts.all().delete()
    lived.room.messages.all().delete()
    call_command("recount", verbosity=0)
    lived.topic.refresh_from_db()
    lived.room.refresh_from_db()
    assert (lived.topic.reply_count, lived.topic.last_number, lived.topic.last_poster) == (0, 0, None)
    assert lived.room.last_number == 0


def kept_by_name() -> set[str]:
    """Every column of ours that is called as kept things are."""
    return {
        f"{model.__module__.removesuffix('.models')}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.local_concrete_fields
        if field.name.endswith("_count") or field.name.startswith(("last_", "unread_", "count_", "total_"))
    }


def counted_up() -> set[str]:
    """Every name that is made one more than it was, as `F("name") + 1` or `thing.name + 1`, given to that name."""
    found = set()
    for room in ROOMS:
        for path in Path(room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and isinstance(node.value, ast.BinOp):
                    found |= {node.arg} if f"F('{node.arg}')" in ast.unparse(node.value) else set()
                if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
                    found |= {getattr(node.target, "attr", "")}
                if isinstance(node, ast.Assign):
                    found |= set(_made_more(node))
    return found


def _made_more(node: ast.Assign):
    targets = [one for target in node.targets for one in getattr(target, "elts", [target])]
    values = getattr(node.value, "elts", [node.value])
    for target in targets:
        if isinstance(target, ast.Attribute) and any(
            f".{target.attr} + " in ast.unparse(one) for one in values
        ):
            yield target.attr


def test_nothing_that_is_kept_is_forgotten():
    counted = {
        f"{kept.model.__module__.removesuffix('.models')}.{kept.model.__name__}.{column}"
        for kept in KEPT.values()
        for column in kept.columns
    }
    assert kept_by_name() - set(NOT_COUNTED) == counted


def test_whatever_is_counted_up_somewhere_is_known():
    columns = {
        field.name
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.local_concrete_fields
    }
    known = {column for _name, column in COLUMNS} | {name.rpartition(".")[2] for name in NOT_COUNTED}
    assert counted_up() & columns - GO_UP <= known
    assert {"reply_count", "unread_notifications", "attempts"} <= counted_up()
