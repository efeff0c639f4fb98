from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.kept.stamps import touch
from community.members.models import User

from .. import rules
from ..models import Board, Subscription, Topic
from .marks import move_mark


def mark_read(*, actor: User, topic: Topic, number: int) -> None:
    """Remember how far the reader came; never backwards, never beyond what is there. Raises `PermissionDenied`."""
    if not rules.may_mark_read(actor, topic):
        raise PermissionDenied
    if move_mark(actor, topic, min(number, topic.last_number)):
        touch(f"reader.{actor.pk}")


@transaction.atomic
def mark_all_read(*, actor: User, board: Board) -> None:
    """Everything on this board is read. Raises `PermissionDenied`."""
    if not rules.may_mark_all_read(actor, board):
        raise PermissionDenied
    unread = Topic.objects.visible_to(actor).filter(board=board).unread_by(actor)
    for topic in unread.only("pk", "last_number"):
        move_mark(actor, topic, topic.last_number)
    touch(f"reader.{actor.pk}")


def follow(*, actor: User, topic: Topic, follows: bool) -> None:
    """Hear of new answers in a topic from now on, or no longer. Raises `PermissionDenied`."""
    if not rules.may_follow(actor, topic):
        raise PermissionDenied
    Subscription.objects.update_or_create(user=actor, topic=topic, defaults={"follows": follows})
