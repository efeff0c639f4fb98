"""The words above a topic go with its opening, the files in a post with the post, and come back with it."""

import re

from community.notifications.actions import rename
from community.richtext.models import Attachment
from community.richtext.uses import is_shown

from .models import Post, Tag, Topic

_FILE = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
#: The audience of the files of a removed post: who may bring it back.
REMOVED = "removed"


def set_aside(topic: Topic) -> None:
    """The title and the labels of a topic are not to be seen any more; they are kept to be put back."""
    before = topic.get_absolute_url()
    topic.set_aside = {"title": topic.title, "tags": list(topic.tags.values_list("name", flat=True))}
    topic.title = ""
    topic.tags.clear()
    topic.save(update_fields=["title", "set_aside"])
    rename(old=before, new=topic.get_absolute_url(), title="")


def put_back(topic: Topic) -> None:
    """The title and the labels that were set aside stand above the topic again."""
    before, kept = topic.get_absolute_url(), topic.set_aside
    if kept is None:
        return
    topic.title, topic.set_aside = kept["title"], None
    topic.tags.set([Tag.objects.get_or_create(name=name)[0] for name in kept["tags"]])
    topic.save(update_fields=["title", "set_aside"])
    rename(old=before, new=topic.get_absolute_url(), title=topic.title)


def put_files_away(post: Post) -> None:
    """What its author put in the post, now or in a former version, is only for who may bring the post back.

    What the author also shows in another post stays, and what another room shows, such as minutes.
    """
    others = Post.objects.filter(author=post.author_id, deleted_at=None).exclude(pk=post.pk)
    addresses = {key: f"/files/{key}/" for key in _files_in(post)}
    gone = [
        key
        for key, address in addresses.items()
        if not others.filter(html__contains=address).exists() and not is_shown(address)
    ]
    found = Attachment.objects.filter(pk__in=gone, owner=post.author_id, audience=post.topic.board.audience)
    found.update(audience=f"{REMOVED}:{post.pk}")


def bring_files_back(post: Post) -> None:
    """Whoever reads the post reads its files again, but for what somebody else removed in another post as well."""
    found = Attachment.objects.filter(
        pk__in=_files_in(post), owner=post.author_id, audience__startswith=f"{REMOVED}:"
    )
    removed = Post.objects.filter(author=post.author_id, deleted_at__isnull=False)
    for other in removed.exclude(deleted_by=post.author_id):
        kept = found.filter(pk__in=_files_in(other))
        kept.update(audience=f"{REMOVED}:{other.pk}")
        found = found.exclude(pk__in=kept.values_list("pk", flat=True))
    found.update(audience=post.topic.board.audience)


def _files_in(post: Post) -> set[str]:
    texts = [post.html, *post.revisions.values_list("html", flat=True)]
    return {key for html in texts for key in _FILE.findall(html)}
