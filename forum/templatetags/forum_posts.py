"""Posts and rows of topics as HTML, rendered once and shared by everyone for whom they read the same."""

from dataclasses import astuple, dataclass
from hashlib import sha256

from django import template
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()
SECONDS = 60 * 60 * 24


@dataclass(frozen=True)
class Reader:
    """What one reader may do with one post; readers who may do the same share the same HTML."""

    may_reply: bool
    may_choose: bool
    may_delete: bool
    may_restore: bool
    is_author: bool
    is_answer: bool


@register.simple_tag(takes_context=True)
def post_html(context, post) -> str:
    """The post for this reader. Kept by its version and counts; only what they pressed is filled in per reader."""
    user, topic = context["request"].user, context["topic"]
    own = user.is_authenticated and post.author_id == user.pk
    moderates = bool(context.get("may_moderate"))
    reader = Reader(
        may_reply=bool(context.get("may_reply")),
        may_choose=bool(context.get("may_choose")),
        may_delete=own or moderates,
        may_restore=moderates or (user.is_authenticated and post.deleted_by_id == user.pk),
        is_author=own,
        is_answer=topic.answer_id == post.pk,
    )
    key = _key(post, reader)
    html = _kept(key, "forum/_post.html", {"post": post, "reader": reader})
    for kind in getattr(post, "own_reactions", ()):
        pressed = f'value="{kind}" aria-pressed='
        html = html.replace(f'{pressed}"false"', f'{pressed}"true"')
    return mark_safe(html)  # noqa: S308  (rendered by our own template)


@register.simple_tag(takes_context=True)
def topic_row(context, topic) -> str:
    """A topic in a list: its title, labels, counts and when something was last said, as today calls it."""
    signed = context["request"].user.is_authenticated
    state = (
        topic.pk,
        topic.last_number,
        topic.reply_count,
        topic.pinned,
        topic.closed,
        topic.answer_id,
        topic.new_count,
        signed,
        timezone.localdate(),
        *_language_and_zone(),
    )
    key = f"row.{'.'.join(map(str, state))}.{_people(topic.author, topic.last_poster)}"
    return mark_safe(_kept(key, "forum/_topic_row.html", {"topic": topic, "signed": signed}))  # noqa: S308


def _kept(key: str, template_name: str, content: dict) -> str:
    html = cache.get(key)
    if html is None:
        html = render_to_string(template_name, content)
        cache.set(key, html, SECONDS)
    return html


def _language_and_zone() -> tuple[str, str]:
    return get_language(), timezone.get_current_timezone_name()


def _people(*people) -> str:
    """What a list shows of these people, so that a new name or photo makes a new fragment."""
    shown = [(p.name, p.mark, p.hue, p.photo.name, p.works_at) if p else () for p in people]
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _key(post, reader: Reader) -> str:
    state = (
        post.pk,
        post.version,
        post.deleted_at is None,
        post.useful_count,
        post.same_count,
        post.thanks_count,
        *_language_and_zone(),
        *astuple(reader),
    )
    return f"post.{'.'.join(map(str, state))}.{_people(post.author)}"
