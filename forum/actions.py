import uuid
from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.live.hub import publish
from community.members.models import User
from community.networks.closing.refusing import refuse
from community.notifications.actions import hold, notify, tell_again, withdraw
from community.richtext.audiences import readers
from community.richtext.mentions import link_mentions
from community.richtext.models import Attachment

from . import rules
from .files import attached_html
from .models import Board, Post, PostRevision, Reaction, Subscription, Tag, Topic
from .reading.marks import move_mark
from .removing import bring_files_back, put_back, put_files_away, set_aside

MOST_TAGS = 5


class Conflict(Exception):
    """Somebody changed the post since it was opened; `post` is how it reads now."""

    def __init__(self, post: Post) -> None:
        self.post = post


@transaction.atomic
def start_topic(
    *,
    actor: User,
    board: Board,
    title: str,
    html: str,
    client_id: uuid.UUID,
    tags: Iterable[str] = (),
    files: Iterable[File] = (),
    waiting: Iterable[Attachment] = (),
) -> Topic:
    """Ask a question or tell something. Sent twice with one `client_id`, it exists once.

    `files` are uploads, `waiting` attachments of the actor that wait. Raises `PermissionDenied`, or `ValidationError`
    for a refused file.
    """
    board = Board.objects.select_for_update(of=("self",)).select_related("network").get(pk=board.pk)
    if existing := Topic.objects.filter(author=actor.pk, client_id=client_id).first():
        return existing
    if not rules.may_start_topic(actor, board):
        refuse(board.network)
    topic = Topic.objects.create(board=board, title=title, author=actor, client_id=client_id)
    for name in list(dict.fromkeys(tag.lower() for tag in tags if tag))[:MOST_TAGS]:
        topic.tags.add(Tag.objects.get_or_create(name=name)[0])
    record(actor=actor, verb="forum.topic_started", about=topic, network_id=board.network_id)
    _add_post(actor, topic, html, client_id, files, waiting)
    return topic


@transaction.atomic
def reply(
    *,
    actor: User,
    topic: Topic,
    html: str,
    client_id: uuid.UUID,
    files: Iterable[File] = (),
    waiting: Iterable[Attachment] = (),
) -> Post:
    """Answer in a topic. Raises `PermissionDenied`, or `ValidationError` for a refused file."""
    topic = _locked_topic(topic.pk)
    if existing := Post.objects.filter(author=actor.pk, client_id=client_id).first():
        return existing
    if not rules.may_reply(actor, topic):
        refuse(topic.board.network)
    return _add_post(actor, topic, html, client_id, files, waiting)


def _add_post(
    actor: User,
    topic: Topic,
    html: str,
    client_id: uuid.UUID,
    files: Iterable[File],
    waiting: Iterable[Attachment],
) -> Post:
    html += attached_html(actor, topic.board.audience, client_id, files, waiting)
    if not html:
        raise ValidationError(_("Write something first."))
    html, called = link_mentions(html)
    post = Post.objects.create(
        topic=topic, number=topic.last_number + 1, author=actor, html=html, client_id=client_id
    )
    topic.last_number, topic.last_post_at, topic.last_poster = post.number, post.created_at, actor
    topic.reply_count = topic.reply_count + 1 if post.number > 1 else 0
    topic.save(update_fields=["last_number", "last_post_at", "last_poster", "reply_count"])
    move_mark(actor, topic, post.number)
    Subscription.objects.get_or_create(user=actor, topic=topic)
    record(
        actor=actor, verb="forum.posted", about=post, network_id=topic.board.network_id, number=post.number
    )
    publish(f"topic.{topic.pk}", {"kind": "post", "n": post.number})
    post.unreachable = _tell(actor, topic, post, called)
    return post


def _tell(actor: User, topic: Topic, post: Post, called: list[User]) -> list[User]:
    """Notify who was called by name, then who follows. Returns who was called but may not read here."""
    audience = topic.board.audience
    reachable = readers(called, audience)
    tell = partial(
        notify,
        actor=actor,
        url=topic.url_of(post.number),
        audience=audience,
        data={"title": topic.title, "post": post.pk},
    )
    followers: list[User] = []
    if post.number > 1:
        following = topic.subscriptions.filter(follows=True).exclude(
            user__in=[person.pk for person in called]
        )
        followers = list(User.objects.filter(pk__in=following.values("user")))
    hold(person.pk for person in [*reachable, *followers])
    tell(kind="forum/mentioned", to=reachable)
    tell(kind="forum/replied", to=followers, bundle=f"topic.{topic.pk}")
    return [person for person in called if person not in reachable and person != actor]


def _changed(topic: Topic, number: int) -> None:
    """Open pages show this message anew, and with it the head of the topic and the answer that helped."""
    publish(f"topic.{topic.pk}", {"kind": "changed", "post": number})


def _locked_topic(pk: int) -> Topic:
    """The topic as it is now, with its board; nobody else changes it until the transaction ends."""
    return Topic.objects.select_for_update(of=("self",)).select_related("board__network").get(pk=pk)


def _locked(post: Post) -> Post:
    """The post as it is now. Its topic is locked before it, always: what is said of one holds for the other."""
    topic = _locked_topic(post.topic_id)
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    post.topic = topic
    return post


@transaction.atomic
def edit_post(*, actor: User, post: Post, html: str, version: int) -> Post:
    """Change one's own words; the former text is kept.

    Raises `PermissionDenied`, `ValidationError` for an empty text, and `Conflict` when `version` is no longer the
    last.
    """
    post = _locked(post)
    if not rules.may_edit_post(actor, post):
        refuse(post.topic.board.network)
    html, _called = link_mentions(html)
    if not html:
        raise ValidationError(_("Write something first."))
    if html == post.html:  # sent twice, or changed to the same elsewhere
        return post
    if post.version != version:
        raise Conflict(post)
    PostRevision.objects.create(post=post, version=post.version, html=post.html, replaced_by=actor)
    post.html, post.version, post.edited_at = html, post.version + 1, timezone.now()
    post.save(update_fields=["html", "version", "edited_at"])
    record(actor=actor, verb="forum.post_edited", about=post, network_id=post.topic.board.network_id)
    _changed(post.topic, post.number)
    return post


@transaction.atomic
def delete_post(*, actor: User, post: Post) -> None:
    """Take a post away; a line stays in its place and it can be brought back.

    With an opening go the title and labels of the topic; what was told about the post is told no more. Raises
    `PermissionDenied`.
    """
    post = _locked(post)
    if post.deleted_at:
        return
    if not rules.may_delete_post(actor, post):
        raise PermissionDenied
    post.deleted_at, post.deleted_by = timezone.now(), actor
    post.save(update_fields=["deleted_at", "deleted_by"])
    put_files_away(post)
    withdraw(url=post.get_absolute_url())
    if post.number > 1:
        Topic.objects.filter(pk=post.topic_id).update(reply_count=F("reply_count") - 1)
    else:
        set_aside(post.topic)
    Topic.objects.filter(pk=post.topic_id, answer=post).update(answer=None)
    record(actor=actor, verb="forum.post_deleted", about=post, network_id=post.topic.board.network_id)
    _changed(post.topic, post.number)


@transaction.atomic
def restore_post(*, actor: User, post: Post) -> None:
    """Undo: bring a removed post back. Raises `PermissionDenied`."""
    post = _locked(post)
    if not rules.may_restore_post(actor, post):
        raise PermissionDenied
    post.deleted_at, post.deleted_by = None, None
    post.save(update_fields=["deleted_at", "deleted_by"])
    if post.number > 1:
        Topic.objects.filter(pk=post.topic_id).update(reply_count=F("reply_count") + 1)
    else:
        put_back(post.topic)
    bring_files_back(post)
    tell_again(url=post.get_absolute_url())
    record(actor=actor, verb="forum.post_restored", about=post, network_id=post.topic.board.network_id)
    _changed(post.topic, post.number)


@transaction.atomic
def react(*, actor: User, post: Post, kind: str) -> bool:
    """Give or take back a reaction. Returns whether it is given now. Raises `PermissionDenied`."""
    kind = Reaction.Kind(kind)
    post = _locked(post)
    if not rules.may_react(actor, post):
        refuse(post.topic.board.network)
    removed, _rows = Reaction.objects.filter(post=post, user=actor, kind=kind).delete()
    if not removed:
        Reaction.objects.create(post=post, user=actor, kind=kind)
    Post.objects.filter(pk=post.pk).update(**{f"{kind}_count": F(f"{kind}_count") + (-1 if removed else 1)})
    touch("house")
    _changed(post.topic, post.number)
    return not removed


@transaction.atomic
def choose_answer(*, actor: User, topic: Topic, post: Post, helped: bool = True) -> None:
    """Say which answer helped, or that one did not help after all.

    Raises `PermissionDenied`, also for a message of another topic and for one that was removed meanwhile.
    """
    topic = _locked_topic(topic.pk)
    found = topic.posts.filter(pk=post.pk, deleted_at=None).first()
    if found is None or not rules.may_choose_answer(actor, topic):
        raise PermissionDenied
    post = found
    if helped == (topic.answer_id == post.pk):  # sent twice, or another one was chosen meanwhile
        return
    former = topic.answer
    topic.answer = post if helped else None
    topic.save(update_fields=["answer"])
    numbers = sorted({one.number for one in (former, post) if one})
    record(
        actor=actor, verb="forum.answer_chosen", about=topic, network_id=topic.board.network_id, posts=numbers
    )
    for number in numbers:
        _changed(topic, number)


@transaction.atomic
def set_topic_state(
    *, actor: User, topic: Topic, pinned: bool | None = None, closed: bool | None = None
) -> None:
    """Pin, unpin, close or open a topic. For moderators. What it is already is not said again.

    Raises `PermissionDenied`.
    """
    topic = _locked_topic(topic.pk)
    if not rules.may_moderate(actor, topic.board):
        raise PermissionDenied
    asked = {"pinned": pinned, "closed": closed}
    changes = {
        name: value for name, value in asked.items() if value is not None and value != getattr(topic, name)
    }
    if not changes:
        return
    for name, value in changes.items():
        setattr(topic, name, value)
    topic.save(update_fields=list(changes))
    record(actor=actor, verb="forum.topic_state", about=topic, network_id=topic.board.network_id, **changes)
