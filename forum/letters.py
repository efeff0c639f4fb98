"""What a mail about a post says: its first words, as they are when the mail is written."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from community.addresses import absolute
from community.notifications.kinds import Letter
from community.notifications.models import Notification
from community.richtext.cleaning import plain_text

from .models import Post

EXCERPT = 600
MOST_SHOWN = 5  # answers of many in one mail,
SHORT = 200  # each with so many letters of its words


def about_a_post(notification: Notification) -> Callable | None:
    """The letters about a post to who was called in it or follows its topic; None when it is removed."""
    post = Post.objects.filter(pk=notification.data.get("post"), deleted_at=None).first()
    if post is None:
        return None
    shown = {"excerpt": plain_text(post.html)[:EXCERPT]}
    return lambda person: Letter(shown=shown)


def about_several_posts(notifications: list[Notification]) -> Letter | None:
    """One letter about many answers in a topic: the first few, and where the reading begins."""
    posts = Post.objects.filter(pk__in=[one.data.get("post") for one in notifications], deleted_at=None)
    shown = [_short(post) for post in posts.select_related("author").order_by("number")[:MOST_SHOWN]]
    if not shown:
        return None
    more = ["…"] if len(notifications) > MOST_SHOWN else []
    return Letter(shown={"excerpt": "\n\n".join(shown + more)}, url=absolute(notifications[0].url))


def _short(post: Post) -> str:
    name, text = (
        post.author.name if post.author else _("former member"),
        " ".join(plain_text(post.html).split()),
    )
    return f"{name}: {text}" if len(text) <= SHORT else f"{name}: {text[:SHORT].rpartition(' ')[0]} …"
