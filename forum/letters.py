"""What a mail about a post says: its first words, as they are when the mail is written."""

from collections.abc import Callable

from community.notifications.kinds import Letter
from community.notifications.models import Notification
from community.richtext.cleaning import plain_text

from .models import Post

EXCERPT = 600


def about_a_post(notification: Notification) -> Callable | None:
    """The letters about a post to who was called in it or follows its topic; None when it is removed."""
    post = Post.objects.filter(pk=notification.data.get("post"), deleted_at=None).first()
    if post is None:
        return None
    shown = {"excerpt": plain_text(post.html)[:EXCERPT]}
    return lambda person: Letter(shown=shown)
