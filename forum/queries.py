"""Questions about posts that need more than a queryset."""

from datetime import datetime

from django.utils.html import escape

from community.journal.models import Entry
from community.members.models import Anyone
from community.richtext.cleaning import plain_text

from .models import Post, Reaction, Topic

LONGEST_QUOTATION = 400
MOST_CHANGED = 100
CHANGES = ("forum.post_edited", "forum.post_deleted", "forum.post_restored")


def add_own_reactions(posts: list[Post], user: Anyone) -> None:
    """Give each post `own_reactions`: the kinds of reaction that this reader gave."""
    own: dict[int, set] = {}
    reacted = [post.pk for post in posts if post.has_reactions]
    given = Reaction.objects.filter(user=user.pk, post__in=reacted).values_list("post_id", "kind")
    for post_id, kind in given if reacted else ():
        own.setdefault(post_id, set()).add(kind)
    for post in posts:
        post.own_reactions = own.get(post.pk, ())


def quotation(post: Post) -> str:
    """The first words of a post as a quotation to answer to."""
    words = escape(plain_text(post.html)[:LONGEST_QUOTATION])
    name = escape(post.author.name) if post.author else ""
    cite = post.get_absolute_url()
    return f'<blockquote cite="{cite}"><p><strong>{name}</strong></p><p>{words}</p></blockquote><p></p>'


def changed_since(topic_pk: int, since: datetime | None) -> list[int]:
    """The numbers of the posts that were edited, removed, brought back or chosen since, as the journal has it.

    An open page asks it, with the moment (aware) of what it shows, or None. At most the last `MOST_CHANGED`.
    """
    if since is None:
        return []
    entries = Entry.objects.filter(at__gt=since)
    changed = entries.filter(about_model=Post._meta.label, verb__in=CHANGES).values("about_id")
    numbers = set(Post.objects.filter(topic=topic_pk, pk__in=changed).values_list("number", flat=True))
    chosen = entries.filter(about_model=Topic._meta.label, about_id=topic_pk, verb="forum.answer_chosen")
    for note in chosen.values_list("note", flat=True):
        numbers.update(note.get("posts", ()))
    return sorted(numbers)[-MOST_CHANGED:]
