from community.networks.rules import facilitates, may_write_in

from .models import Board, Post, Topic


def may_start_topic(user, board: Board) -> bool:
    """In a network: who takes part while it runs. On an open board: anyone with an account."""
    if not user.is_authenticated or not user.is_active:
        return False
    return may_write_in(user, board.network) if board.network_id else True


def may_moderate(user, board: Board) -> bool:
    """Facilitators keep order in their network, the platform's staff on open boards."""
    if not user.is_authenticated:
        return False
    return facilitates(user, board.network) if board.network_id else user.is_staff


def is_open(topic: Topic) -> bool:
    """A topic that was not removed, in a network that still runs."""
    network = topic.board.network
    return topic.deleted_at is None and (network is None or network.closed_at is None)


def may_reply(user, topic: Topic) -> bool:
    """Who may start a topic may answer one; a closed topic is for moderators only."""
    if topic.deleted_at or not may_start_topic(user, topic.board):
        return False
    return not topic.closed or may_moderate(user, topic.board)


def may_edit_post(user, post: Post) -> bool:
    """Authors edit their own words, as long as they may still write there."""
    return (
        post.deleted_at is None
        and user.is_authenticated
        and post.author_id == user.pk
        and may_reply(user, post.topic)
    )


def may_delete_post(user, post: Post) -> bool:
    return post.deleted_at is None and (may_edit_post(user, post) or may_moderate(user, post.topic.board))


def may_restore_post(user, post: Post) -> bool:
    """Whoever removed a post can bring it back, and so can a moderator."""
    if post.deleted_at is None or not may_start_topic(user, post.topic.board):
        return False
    return post.deleted_by_id == user.pk or may_moderate(user, post.topic.board)


def may_choose_answer(user, topic: Topic) -> bool:
    """The one who asked chooses what helped; a moderator may too."""
    if not may_reply(user, topic):
        return False
    return topic.author_id == user.pk or may_moderate(user, topic.board)
