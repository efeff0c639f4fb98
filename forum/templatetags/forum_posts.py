"""Posts and rows of topics as HTML, rendered once and shared by everyone for whom they read the same."""

from hashlib import sha256
from typing import NamedTuple

from django import template
from django.core.cache import cache
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.journal.stamps import stamps

register = template.Library()
SECONDS = 60 * 60 * 24


class Reader(NamedTuple):
    """What one reader may do with one post; readers who may do the same share the same HTML."""

    may_reply: bool
    may_choose: bool
    may_delete: bool
    may_restore: bool
    is_author: bool
    is_answer: bool


@register.simple_tag(takes_context=True)
def posts_html(context, posts) -> str:
    """The posts for this reader, with a line where the new ones begin.

    Kept by their versions and counts; only what the reader pressed is filled in afterwards.
    """
    new_from = context.get("read_until", 0) + 1
    keys = _keys(context, posts, lambda post: _post_state(context, post))
    parts = []
    for post, html in zip(posts, _kept(keys, _render_post, "author"), strict=True):
        if post.number == new_from > 1:
            parts.append(
                format_html('<p class="since" id="nieuw"><span>{}</span></p>', _("New since your last visit"))
            )
        for kind in getattr(post, "own_reactions", ()):
            pressed = f'value="{kind}" aria-pressed='
            html = html.replace(f'{pressed}"false"', f'{pressed}"true"')
        parts.append(html)
    return mark_safe("".join(parts))  # noqa: S308  (rendered by our own template)


def _post_state(context, post) -> tuple:
    user, topic = context["request"].user, context["topic"]
    own = user.is_authenticated and post.author_id == user.pk
    moderates = bool(context.get("may_moderate"))
    post.reader = Reader(
        may_reply=bool(context.get("may_reply")),
        may_choose=bool(context.get("may_choose")),
        may_delete=own or moderates,
        may_restore=moderates or (user.is_authenticated and post.deleted_by_id == user.pk),
        is_author=own,
        is_answer=topic.answer_id == post.pk,
    )
    return (
        post.version,
        post.author_id,
        post.deleted_at is None,
        post.useful_count,
        post.same_count,
        post.thanks_count,
        *post.reader,
    )


def _render_post(post) -> str:
    return render_to_string("forum/_post.html", {"post": post, "reader": post.reader})


@register.simple_tag(takes_context=True)
def topic_rows(context, topics) -> str:
    """Topics in a list: title, labels, counts and when something was last said, as today calls it."""
    signed = context["request"].user.is_authenticated
    keys = _keys(context, topics, lambda topic: (*_topic_state(topic), signed))

    def render(topic) -> str:
        return render_to_string("forum/_topic_row.html", {"topic": topic, "signed": signed})

    related = ("tags", "author", "last_poster", "board__network")
    return mark_safe("".join(_kept(keys, render, *related)))  # noqa: S308  (rendered by our own template)


def _topic_state(topic) -> tuple:
    return (
        topic.author_id,
        topic.last_poster_id,
        topic.last_number,
        topic.reply_count,
        topic.pinned,
        topic.closed,
        topic.answer_id,
        topic.new_count,
        timezone.localdate(),
    )


@register.simple_tag(takes_context=True)
def topic_head(context, topic, board) -> str:
    """The title of a topic with its state and labels."""

    def state(topic) -> tuple:
        words = sha256(topic.title.encode()).hexdigest()[:16]
        return "head", words, topic.reply_count, topic.answer_id, topic.closed

    def render(topic) -> str:
        return render_to_string("forum/_topic_head.html", {"topic": topic, "board": board})

    return mark_safe("".join(_kept(_keys(context, [topic], state), render, "tags")))  # noqa: S308  (our own template)


def _keys(context, things, state_of) -> dict:
    """A key for each thing that says everything its HTML depends on; `names` covers people and networks."""
    request = context["request"]
    if not hasattr(request, "names_stamp"):
        request.names_stamp = stamps(["names"])["names"]
    common = (request.names_stamp, get_language(), timezone.get_current_timezone_name())
    return {
        f"{thing._meta.label_lower}.{'.'.join(map(str, (thing.pk, *state_of(thing), *common)))}": thing
        for thing in things
    }


def _kept(keys: dict, render, *related: str) -> list[str]:
    """The HTML of each, asked from the cache in one go; what is missing is looked up, made and kept."""
    known = cache.get_many(keys)
    missing = {key: thing for key, thing in keys.items() if key not in known}
    if missing:
        prefetch_related_objects(list(missing.values()), *related)
        made = {key: render(thing) for key, thing in missing.items()}
        cache.set_many(made, SECONDS)
        known |= made
    return [known[key] for key in keys]
