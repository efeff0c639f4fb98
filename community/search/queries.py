"""What somebody finds: one line for each topic, whichever of its answers say it best."""

from collections.abc import Iterable
from typing import NamedTuple

from community.members.models import Anyone
from community.words import Sought
from forum.models import Post

from .models import Hit, SearchEntry


class Found(NamedTuple):
    """A hit, what it stands in (a topic, a meeting or a page), and how many more of that were found."""

    hit: Hit
    about: tuple[str, int]
    more: int = 0


def find(user: Anyone, words: list[Sought]) -> list[Found]:
    """All hits that this person may read, the best first."""
    hits = SearchEntry.objects.visible_to(user).best(words)
    answers = [hit.object_id for hit in hits if hit.kind == SearchEntry.Kind.POST]
    topics = dict(Post.objects.filter(pk__in=answers).values_list("pk", "topic_id")) if answers else {}
    return [Found(hit, _about(hit, topics)) for hit in hits]


def _about(hit: Hit, topics: dict[int, int]) -> tuple[str, int]:
    if hit.kind == SearchEntry.Kind.POST and hit.object_id in topics:
        return (SearchEntry.Kind.TOPIC, topics[hit.object_id])
    return (hit.kind, hit.object_id)


def one_of_each(found: Iterable[Found]) -> list[Found]:
    """The best of each topic, with how many more it has, so that no topic fills the list."""
    best: dict[tuple[str, int], Found] = {}
    for one in found:
        first = best.get(one.about)
        best[one.about] = first._replace(more=first.more + 1) if first else one
    return list(best.values())
