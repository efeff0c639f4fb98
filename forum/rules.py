from collections.abc import Iterable
from dataclasses import dataclass

from community.members.models import Anyone
from community.networks.rights import Right, holds
from community.networks.rules import role_in

from .models import Board, Post, Topic


@dataclass(frozen=True)
class Rights:
    """What somebody may do in one topic."""

    may_reply: bool
    may_moderate: bool
    may_choose: bool


def rights(user: Anyone, topic: Topic) -> Rights:
    """The answers to all questions about a topic for the price of one."""
    board = topic.board
    role = _role(user, board)
    moderates = _moderates(user, board, role)
    replies = topic.deleted_at is None and _writes(user, board, role) and (not topic.closed or moderates)
    return Rights(replies, moderates, replies and (topic.author_id == user.pk or moderates))


def _role(user: Anyone, board: Board) -> str | None:
    return role_in(user, board.network) if board.network else None


def _writes(user: Anyone, board: Board, role: str | None) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return holds(role, Right.WRITE) and board.network.closed_at is None if board.network else True


def _moderates(user: Anyone, board: Board, role: str | None) -> bool:
    if not user.is_authenticated:
        return False
    return holds(role, Right.ORDER) if board.network_id else user.is_staff


def may_start_topic(user: Anyone, board: Board) -> bool:
    """In a network: who takes part while it runs. On an open board: anyone with an account."""
    return _writes(user, board, _role(user, board))


def may_moderate(user: Anyone, board: Board) -> bool:
    """Facilitators keep order in their network, the platform's staff on open boards."""
    return _moderates(user, board, _role(user, board))


def may_reply(user: Anyone, topic: Topic) -> bool:
    """Who may start a topic may answer one; a closed topic is for moderators only."""
    return rights(user, topic).may_reply


def may_edit_post(user: Anyone, post: Post) -> bool:
    """Authors edit their own words, as long as they may still write there."""
    return (
        post.deleted_at is None
        and user.is_authenticated
        and post.author_id == user.pk
        and may_reply(user, post.topic)
    )


def may_delete_post(user: Anyone, post: Post) -> bool:
    """Authors take away their own words, moderators those of everyone."""
    return post.deleted_at is None and (may_edit_post(user, post) or may_moderate(user, post.topic.board))


def may_restore_post(user: Anyone, post: Post) -> bool:
    """Whoever removed a post can bring it back, and so can a moderator."""
    if post.deleted_at is None or not may_start_topic(user, post.topic.board):
        return False
    return post.deleted_by_id == user.pk or may_moderate(user, post.topic.board)


def may_see_history(user: Anyone, post: Post) -> bool:
    """Who reads a post reads what it said before; of a removed one, who may bring it back."""
    return post.deleted_at is None or may_restore_post(user, post)


def restorers(users: Iterable[Anyone], number: int) -> list[Anyone]:
    """Those of `users` who may bring the post of this number back."""
    post = Post.objects.select_related("topic__board__network").filter(pk=number).first()
    return [user for user in users if post and may_restore_post(user, post)]


def may_react(user: Anyone, post: Post) -> bool:
    """Who may answer in a topic may thank for a message in it, as long as it is there."""
    return post.deleted_at is None and may_reply(user, post.topic)


def may_choose_answer(user: Anyone, topic: Topic) -> bool:
    """The one who asked chooses what helped; a moderator may too."""
    return rights(user, topic).may_choose


def may_mark_read(user: Anyone, topic: Topic) -> bool:
    """Who may read a topic, and has an account, keeps how far they came."""
    return user.is_active and Topic.objects.visible_to(user).filter(pk=topic.pk).exists()


def may_mark_all_read(user: Anyone, board: Board) -> bool:
    """The same holds for all that stands on a board."""
    return user.is_active and Board.objects.visible_to(user).filter(pk=board.pk).exists()


def may_follow(user: Anyone, topic: Topic) -> bool:
    """Who may read a topic, and has an account, may hear of new answers in it."""
    return user.is_active and Topic.objects.visible_to(user).filter(pk=topic.pk).exists()
