"""Questions about posts that need more than a queryset."""

from django.utils.html import escape

from community.members.models import Anyone
from community.richtext.cleaning import plain_text

from .models import Post, Reaction

LONGEST_QUOTATION = 400


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
