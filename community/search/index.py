"""Keeps the index in step: the tables it needs, and one entry per thing that can be found."""

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from community.journal.rows import each
from community.richtext.cleaning import plain_text
from events.models import Meeting
from forum.models import Post

from .models import SearchEntry

SQLITE = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(title, body, content='search_searchentry', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER IF NOT EXISTS search_fts_in AFTER INSERT ON search_searchentry BEGIN "
    "INSERT INTO search_fts(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_fts_out AFTER DELETE ON search_searchentry BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_fts_new AFTER UPDATE ON search_searchentry BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); "
    "INSERT INTO search_fts(rowid, title, body) VALUES (new.id, new.title, new.body); END",
]
POSTGRESQL = [
    "DROP INDEX IF EXISTS search_vector",
    "ALTER TABLE search_searchentry ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('dutch', title), 'A') || to_tsvector('dutch', body)) STORED",
    "CREATE INDEX IF NOT EXISTS search_words ON search_searchentry USING gin (words)",
]


def prepare_tables(**kwargs) -> None:
    """Full-text tables and triggers of the database at hand; after every migrate, harmless to repeat."""
    if SearchEntry._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def put(kind: str, pk: int, **fields) -> None:
    """Write an entry, new or over the old one, in one statement."""
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind, object_id=pk, **fields)],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=list(fields),
    )


def drop(kind: str, pk: int) -> None:
    SearchEntry.objects.filter(kind=kind, object_id=pk).delete()


def index_post(post: Post) -> None:
    topic = post.topic
    if post.deleted_at or topic.deleted_at:
        return drop("post", post.pk)
    return put(
        "topic" if post.number == 1 else "post",
        topic.pk if post.number == 1 else post.pk,
        title=topic.title,
        body=plain_text(post.html),
        url=topic.url_of(post.number),
        visibility=topic.board.visibility,
        network_id=topic.board.network_id,
        author=post.author.name if post.author else "",
        moment=post.created_at,
    )


def index_meeting(meeting: Meeting) -> None:
    put(
        "meeting",
        meeting.pk,
        title=meeting.title,
        body="\n".join([meeting.question, meeting.summary, meeting.showcase]),
        url=meeting.get_absolute_url(),
        visibility=meeting.visibility,
        network_id=meeting.network_id,
        moment=meeting.starts_at,
    )


def index_page(page) -> None:
    page = page.specific
    if not page.live or page.get_view_restrictions().exists() or not page.url:
        return drop("page", page.pk)
    body = "\n".join([getattr(page, "lede", ""), getattr(page, "words", "")])
    return put(
        "page",
        page.pk,
        title=page.title,
        body=body,
        url=page.url,
        visibility="public",
        network_id=None,
        moment=page.first_published_at or timezone.now(),
    )


def rebuild() -> int:
    """Index everything anew. Returns the number of entries. Raises `RowsFailed` when some could not be indexed."""
    SearchEntry.objects.all().delete()
    outcomes = [
        each(Post.objects.select_related("topic__board", "author").iterator(), index_post),
        each(Meeting.objects.iterator(), index_meeting),
        each(Page.objects.live().filter(depth__gt=1).iterator(), index_page),
    ]
    for outcome in outcomes:
        outcome.report()
    return SearchEntry.objects.count()
