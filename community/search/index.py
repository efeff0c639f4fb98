"""One entry for each thing that can be found. What it says, and whether it is there, follows from the thing alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Max, Model, QuerySet
from wagtail.models import Page

from community.kept.stamps import touch
from community.richtext.cleaning import plain_text
from community.rows import each
from events.models import Meeting
from forum.models import Post

from .models import SearchEntry

Key = tuple[SearchEntry.Kind, int]
FOLLOWING = ["title_words", "body_words"]


@dataclass(frozen=True)
class Source:
    """How rows of one model are found: `things` gives all of them with what their entries need, `key` the kind and
    number of one's entry, and `entry` what it says, or None for what must not be found."""

    things: Callable[[], QuerySet]
    key: Callable[..., Key]
    entry: Callable[..., dict | None]


def _key_of_post(post: Post) -> Key:
    """A topic is found by its opening."""
    return (SearchEntry.Kind.TOPIC, post.topic_id) if post.number == 1 else (SearchEntry.Kind.POST, post.pk)


def _post(post: Post) -> dict | None:
    topic = post.topic
    if post.deleted_at or topic.deleted_at:
        return None
    return {
        "title": topic.title,
        "body": plain_text(post.html),
        "url": topic.url_of(post.number),
        "visibility": topic.board.visibility,
        "network_id": topic.board.network_id,
        "author_id": post.author_id,
        "moment": post.created_at,
    }


def _meeting(meeting: Meeting) -> dict | None:
    if meeting.is_cancelled:
        return None
    return {
        "title": meeting.title,
        "body": "\n".join([meeting.question, meeting.summary, meeting.showcase]),
        "url": meeting.get_absolute_url(),
        "visibility": meeting.visibility,
        "network_id": meeting.network_id,
        "author_id": None,
        "moment": meeting.starts_at,
    }


def is_open(page: Page) -> bool:
    """Published, with all pages above it, and for everyone. Of a page that is not, nothing below it is either."""
    if not page.live or page.get_view_restrictions().exists():
        return False
    return not page.get_ancestors().filter(live=False).exists()


def _page(page: Page) -> dict | None:
    page = page.specific
    if not page.url or not is_open(page):
        return None
    return {
        "title": page.title,
        "body": "\n".join([getattr(page, "lede", ""), getattr(page, "words", "")]),
        "url": page.url,
        "visibility": "public",
        "network_id": None,
        "author_id": None,
        "moment": page.first_published_at,
    }


SOURCES = {
    Post: Source(lambda: Post.objects.select_related("topic__board").order_by("pk"), _key_of_post, _post),
    Meeting: Source(
        lambda: Meeting.objects.order_by("pk"), lambda one: (SearchEntry.Kind.MEETING, one.pk), _meeting
    ),
    Page: Source(
        lambda: Page.objects.filter(depth__gt=1).order_by("path"),
        lambda page: (SearchEntry.Kind.PAGE, page.pk),
        _page,
    ),
}


def keep_in_step(model, **which) -> None:
    """The entries of these rows of a model (`which` as in `filter`) say what the rows say now, or are gone."""
    source = SOURCES[model]
    for thing in source.things().filter(**which).iterator(chunk_size=500):
        _write(source, thing)
    touch("house")


def close_below(page: Page) -> None:
    """Nothing of this page or below it is found from now on."""
    below = Page.objects.filter(path__startswith=page.path).values("pk")
    SearchEntry.objects.filter(kind=SearchEntry.Kind.PAGE, object_id__in=below).delete()


def forget(model, thing) -> None:
    """The row is gone, and its entry with it."""
    kind, number = SOURCES[model].key(thing)
    SearchEntry.objects.filter(kind=kind, object_id=number).delete()
    touch("house")


def _write(source: Source, thing) -> Key | None:
    """Returns the key of the entry, when there is one now."""
    kind, number = key = source.key(thing)
    fields = source.entry(thing)
    if fields is None:
        SearchEntry.objects.filter(kind=kind, object_id=number).delete()
        return None
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind, object_id=number, **fields)],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[*fields, *FOLLOWING],
    )
    return key


def _keep(source: Source, kept: set[Key | None], thing: Model) -> None:
    kept.add(_write(source, thing))


def rebuild() -> int:
    """Index everything anew, while what is there can still be found. Returns the number of entries.

    Raises `RowsFailed` when some could not be indexed; those are not found until they can be.
    """
    newest = SearchEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    kept: set[Key | None] = set()
    outcomes = [
        each(
            source.things().iterator(chunk_size=500),
            partial(_keep, source, kept),
        )
        for source in SOURCES.values()
    ]
    old = SearchEntry.objects.filter(pk__lte=newest).values_list("pk", "kind", "object_id")
    gone = [pk for pk, kind, number in old if (kind, number) not in kept]
    for start in range(0, len(gone), 500):
        SearchEntry.objects.filter(pk__in=gone[start : start + 500]).delete()
    touch("house")
    for outcome in outcomes:
        outcome.report()
    return SearchEntry.objects.count()
