"""Posts and rows of topics as HTML, rendered once and shared by everyone for whom they read the same."""

import re
from hashlib import sha256
from typing import NamedTuple

from django import template
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.kept.stamps import kept_each
from community.richtext.cleaning import plain_text

from ..models import Reaction

register = template.Library()
LONGEST_SENTENCE = 160
SECONDS = 60 * 60 * 24


@register.filter
def first_sentence(html: str) -> str:
    """The first sentence that a message (cleaned HTML) says itself, not quoted from another; cut where it is long."""
    own = re.sub(r"<blockquote.*?</blockquote>", "", html, flags=re.DOTALL)
    line = next(iter(plain_text(own).splitlines()), "")
    return Truncator(re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0]).chars(LONGEST_SENTENCE)


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
    keys = _keys(posts, lambda post: _post_state(context, post))
    return _joined(context, posts, _kept(keys, _render_post, "author"))


@register.simple_tag(takes_context=True)
def topic_parts(context, topic, board, posts) -> dict[str, str]:
    """The `head` of a topic (its title with state and labels) and its `posts`, looked up together, and the links to
    its `pages`, which stand above and below them."""

    def make(missing):
        made = {}
        if heads := {key: thing for key, thing in missing.items() if thing is topic}:
            content = {"topic": topic, "board": board}
            made = _made(heads, lambda _: render_to_string("forum/_topic_head.html", content), "tags")
        return made | _made({k: t for k, t in missing.items() if k not in made}, _render_post, "author")

    head = _keys([topic], _head_state)
    keys = _keys(posts, lambda post: _post_state(context, post))
    known = kept_each(head | keys, "names", make, SECONDS)
    return {
        "head": mark_safe(known[next(iter(head))]),  # noqa: S308  (rendered by our own template)
        "pages": render_to_string("forum/_pages.html", context.flatten())
        if len(context.get("pages", ())) > 1
        else "",
        "posts": _joined(context, posts, [known[key] for key in keys]),
    }


def _words(topic) -> str:
    return sha256(topic.title.encode()).hexdigest()[:16]


def _head_state(topic) -> tuple:
    return "head", _words(topic), topic.reply_count, topic.answer_id, topic.closed


def _joined(context, posts, rendered: list[str]) -> str:
    new_from = context.get("read_until", 0) + 1
    parts: list[str] = []
    for post, html in zip(posts, rendered, strict=True):
        if post.number == new_from > 1:
            parts.append(
                format_html('<p class="since" id="nieuw"><span>{}</span></p>', _("New since your last visit"))
            )
        parts.append(_pressed(html, getattr(post, "own_reactions", ())))
    return mark_safe("".join(parts))  # noqa: S308  (rendered by our own template)


def _pressed(html: str, own) -> str:
    """Shared HTML in which every reaction says whether this reader gave it."""
    for kind in Reaction.Kind.values:
        pressed = "true" if kind in own else "false"
        html = html.replace(f'aria-pressed="own-{kind}"', f'aria-pressed="{pressed}"')
    return html


@register.simple_tag
def reactions_html(post) -> str:
    """The reactions to a post for one reader: what they gave is pressed."""
    html = render_to_string("forum/_reactions.html", {"post": post})
    return mark_safe(_pressed(html, post.own_reactions))  # noqa: S308  (rendered by our own template)


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
    keys = _keys(topics, lambda topic: (*_topic_state(topic), signed))

    def render(topic) -> str:
        return render_to_string("forum/_topic_row.html", {"topic": topic, "signed": signed})

    related = ("tags", "author", "last_poster", "board__network")
    return mark_safe("".join(_kept(keys, render, *related)))  # noqa: S308  (rendered by our own template)


def _topic_state(topic) -> tuple:
    return (
        _words(topic),
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


def _keys(things, state_of) -> dict:
    """A key for each thing that says all its HTML depends on, but for the names of people and networks."""
    common = (get_language(), timezone.get_current_timezone_name())
    return {
        f"{thing._meta.label_lower}.{'.'.join(map(str, (thing.pk, *state_of(thing), *common)))}": thing
        for thing in things
    }


def _made(missing: dict, render, *related: str) -> dict[str, str]:
    prefetch_related_objects(list(missing.values()), *related)
    return {key: render(thing) for key, thing in missing.items()}


def _kept(keys: dict, render, *related: str) -> list[str]:
    """The HTML of each; what is missing is looked up, made and kept."""
    known = kept_each(keys, "names", lambda missing: _made(missing, render, *related), SECONDS)
    return [known[key] for key in keys]
