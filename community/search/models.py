from typing import NamedTuple

from django.conf import settings
from django.db import connection, models

from community.networks.models import Network, Visibility, readable

MOST_WORDS = 8
MOST_RANKED = 1000
MOST_HITS = 100


class Hit(NamedTuple):
    """The key and kind of an entry that was found."""

    pk: int
    kind: str


class EntryQuerySet(models.QuerySet):
    """Which entries? Every search starts here."""

    def visible_to(self, user):
        return self.filter(readable(user))

    def best(self, text: str) -> list["Hit"]:
        """The best 100 of the newest 1,000 entries with all the words of `text`, as beginnings of words.

        Ranking only the newest keeps words that are everywhere as quick as rare ones; titles weigh most.
        """
        words = words_of(text)
        if not words:
            return []
        newest = self._matching(words)[:MOST_RANKED].values_list("pk", "kind", "score")
        sql, values = newest.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM ({sql}) AS newest ORDER BY score DESC, 1 DESC LIMIT %s",  # noqa: S608  (our own)
                [*values, MOST_HITS],
            )
            return [Hit(pk, kind) for pk, kind, _score in cursor.fetchall()]

    def _matching(self, words: list[str]):
        """The newest first. SQLite: FTS5 with bm25; PostgreSQL: tsvector in Dutch."""
        if connection.vendor == "sqlite":
            return self.extra(
                tables=["search_fts"],
                where=["search_fts.rowid = search_searchentry.id", "search_fts MATCH %s"],
                params=[" ".join(f'"{word}"*' for word in words)],
                select={"score": "-bm25(search_fts, 6.0, 1.0)"},
                order_by=["-search_fts.rowid"],
            )
        query = " & ".join(f"{word}:*" for word in words)
        return self.extra(
            where=["words @@ to_tsquery('dutch', %s)"],
            params=[query],
            select={"score": "ts_rank(words, to_tsquery('dutch', %s))"},
            select_params=[query],
            order_by=["-id"],
        )


ICONS = {"topic": "quote", "post": "quote", "meeting": "cal", "page": "book"}


class SearchEntry(models.Model):
    """A thing that can be found, as plain text, with the visibility of the thing itself.

    The title of an answer is that of its topic, empty as long as the opening of that is removed.
    """

    class Kind(models.TextChoices):
        TOPIC = "topic", "topic"
        POST = "post", "post"
        MEETING = "meeting", "meeting"
        PAGE = "page", "page"

    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    visibility = models.CharField(max_length=10, choices=Visibility)
    network = models.ForeignKey(Network, null=True, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    moment = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_thing")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"

    @property
    def icon(self) -> str:
        return ICONS[self.kind]


def words_of(text: str) -> list[str]:
    """The words that are searched: letters and digits, at most eight, without the search engine's operators."""
    cleaned = "".join(c if c.isalnum() else " " for c in text[:200])
    return cleaned.split()[:MOST_WORDS]
