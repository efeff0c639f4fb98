"""The counts and pointers that the verbs of the forum keep, proved against the posts and reactions themselves."""

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.kept.stamps import touch
from community.rows import each

from .models import Post, Reaction, Topic

OF_TOPICS = ("last_number", "reply_count", "last_post_at", "last_poster")
OF_POSTS = tuple(f"{kind}_count" for kind in Reaction.Kind.values)
NOBODY = 0  # stands for an author who is gone: two that are empty are the same


def recount_topics() -> int:
    """Prove how many answers each topic has and which message is its last; repair it. Returns how many were wrong."""
    newest = Post.objects.filter(topic=OuterRef("pk")).order_by("-number")
    counted = Topic.objects.annotate(
        top=Coalesce(Subquery(newest.values("number")[:1]), 0),
        answers=Count("posts", filter=Q(posts__number__gt=1, posts__deleted_at=None)),
        spoken_at=Coalesce(Subquery(newest.values("created_at")[:1]), F("last_post_at")),
        said_by=Coalesce(Subquery(newest.values("author")[:1]), NOBODY, output_field=BigIntegerField()),
        kept_by=Coalesce(F("last_poster"), NOBODY, output_field=BigIntegerField()),
    )
    wrong = counted.exclude(
        last_number=F("top"), reply_count=F("answers"), last_post_at=F("spoken_at"), kept_by=F("said_by")
    )
    return each(wrong.values_list("pk", flat=True), _repair_topic).report()


def _repair_topic(pk: int) -> int:
    """As it is now, under its lock: an answer that was sent meanwhile counts."""
    topic = Topic.objects.select_for_update().get(pk=pk)
    last = topic.posts.order_by("number").last()
    topic.reply_count = topic.posts.filter(number__gt=1, deleted_at=None).count()
    topic.last_number = last.number if last else 0
    topic.last_poster_id = last.author_id if last else None
    topic.last_post_at = last.created_at if last else topic.last_post_at
    topic.save(update_fields=OF_TOPICS)
    touch("house")
    return 1


def recount_reactions() -> int:
    """Prove the numbers under every message and repair them. Returns how many messages were wrong."""
    right = {f"{kind}_count": F(f"{kind}_given") for kind in Reaction.Kind.values}
    return each(
        _with_given(Post.objects).exclude(**right).values_list("pk", flat=True), _repair_post
    ).report()


def _with_given(posts) -> QuerySet[Post]:
    """Each message with `useful_given` and so on: how often that was really given."""
    given = Reaction.objects.filter(post=OuterRef("pk")).order_by().values("post")
    return posts.annotate(
        **{
            f"{kind}_given": Coalesce(
                Subquery(given.filter(kind=kind).annotate(number=Count("pk")).values("number")), 0
            )
            for kind in Reaction.Kind.values
        }
    )


def _repair_post(pk: int) -> int:
    """Whoever reacts locks the topic first, so its lock holds for the messages in it."""
    Topic.objects.select_for_update().get(posts=pk)
    post = _with_given(Post.objects).get(pk=pk)
    for kind in Reaction.Kind.values:
        setattr(post, f"{kind}_count", getattr(post, f"{kind}_given"))
    post.save(update_fields=OF_POSTS)
    touch("house")
    return 1
