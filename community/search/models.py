from django.db import connection, models

from community.networks.models import Network, Visibility, readable

MOST_WORDS = 8
MOST_HITS = 200


class EntryQuerySet(models.QuerySet):
    """Which entries? Every search starts here."""

    def visible_to(self, user):
        return self.filter(readable(user))

    def best(self, text: str, most: int) -> list["SearchEntry"]:
        """The entries with all the words of `text`, as beginnings of words, the best first."""
        hits = dict(_find(words_of(text)))
        found = list(self.filter(pk__in=hits).select_related("network"))
        found.sort(key=lambda entry: (hits[entry.pk], entry.moment), reverse=True)
        return found[:most]


class SearchEntry(models.Model):
    """A thing that can be found, as plain text, with the visibility of the thing itself."""

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
    author = models.CharField(max_length=80, blank=True)
    moment = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_thing")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


def words_of(text: str) -> list[str]:
    """The words that are searched: letters and digits, at most eight, without the search engine's operators."""
    cleaned = "".join(c if c.isalnum() else " " for c in text[:200])
    return cleaned.split()[:MOST_WORDS]


def _find(words: list[str]) -> list[tuple[int, float]]:
    """(id, score) of the best hits, titles first. SQLite: FTS5 with bm25; PostgreSQL: tsvector in Dutch."""
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = " ".join(f'"{word}"*' for word in words)
            cursor.execute(
                "SELECT rowid, -bm25(search_fts, 6.0, 1.0) FROM search_fts WHERE search_fts MATCH %s "
                "ORDER BY bm25(search_fts, 6.0, 1.0) LIMIT %s",
                [query, MOST_HITS],
            )
        else:
            query = " & ".join(f"{word}:*" for word in words)
            cursor.execute(
                "SELECT id, ts_rank(vector, query) FROM (SELECT id, setweight(to_tsvector('dutch', title), 'A') "
                "|| to_tsvector('dutch', body) AS vector FROM search_searchentry "
                "WHERE to_tsvector('dutch', title || ' ' || body) @@ to_tsquery('dutch', %s)) AS found, "
                "to_tsquery('dutch', %s) AS query ORDER BY 2 DESC, 1 DESC LIMIT %s",
                [query, query, MOST_HITS],
            )
        return [(pk, float(score)) for pk, score in cursor.fetchall()]
