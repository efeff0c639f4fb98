from itertools import combinations
from typing import NamedTuple

from django.conf import settings
from django.db import connection, models

from community.folded import FoldedField, FoldedModel
from community.networks.models import Network, Visibility, readable
from community.words import Sought

MOST_RANKED = 1000
MOST_HITS = 100
ENOUGH = 20  # hits: then nobody needs those with fewer of the words
MOST_LEFT_OUT = 5  # of so many words, the longest, each may be missing


class Hit(NamedTuple):
    """The key and kind of an entry that was found, and the key of what it is about."""

    pk: int
    kind: str
    object_id: int


class EntryQuerySet(models.QuerySet):
    """Which entries? Every search starts here."""

    def visible_to(self, user):
        return self.filter(readable(user))

    def best(self, sought: list[Sought]) -> list[Hit]:
        """The best 100 entries: those with all the words first, then with all but one, then with any of them.

        Of each of these, only the newest 1,000 are ranked: words that are everywhere stay as quick as rare ones.
        Titles weigh most. The next are asked only when there are not enough before them.
        """
        found: dict[int, Hit] = {}
        for ways in _ways(sought):
            for hit in self._ranked(ways):
                found.setdefault(hit.pk, hit)
            if len(found) >= ENOUGH:
                break
        return list(found.values())[:MOST_HITS]

    def _ranked(self, ways: list[list[Sought]]) -> list[Hit]:
        newest = self._matching(ways)[:MOST_RANKED].values_list("pk", "kind", "object_id", "score")
        sql, values = newest.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM ({sql}) AS newest ORDER BY score DESC, 1 DESC LIMIT %s",  # noqa: S608  (our own)
                [*values, MOST_HITS],
            )
            return [Hit(*row) for *row, _score in cursor.fetchall()]

    def _matching(self, ways: list[list[Sought]]):
        """The newest first. SQLite: FTS5 with bm25; PostgreSQL: a tsvector of the words as they are kept."""
        if connection.vendor == "sqlite":
            return self.extra(
                tables=["search_fts"],
                where=["search_fts.rowid = search_searchentry.id", "search_fts MATCH %s"],
                params=[_asked(ways, whole='"{}"', begun='"{}"*', both=" AND ", either=" OR ")],
                select={"score": "-bm25(search_fts, 6.0, 1.0)"},
                order_by=["-search_fts.rowid"],
            )
        query = _asked(ways, whole="{}", begun="{}:*", both=" & ", either=" | ")
        return self.extra(
            where=["folded @@ to_tsquery('simple', %s)"],
            params=[query],
            select={"score": "ts_rank(folded, to_tsquery('simple', %s))"},
            select_params=[query],
            order_by=["-id"],
        )


def _ways(sought: list[Sought]) -> list[list[list[Sought]]]:
    """One after the other, each as alternatives of words that all have to be there."""
    if not sought:
        return []
    ways = [[sought]]
    if len(sought) > 2:
        longest = sorted(sought, key=lambda one: -len(one.word))[:MOST_LEFT_OUT]
        ways.append([list(some) for some in combinations(longest, len(longest) - 1)])
    return [*ways, [[one] for one in sought]] if len(sought) > 1 else ways


def _asked(ways: list[list[Sought]], *, whole: str, begun: str, both: str, either: str) -> str:
    """A question in the language of the database; each word is one of its forms."""

    def forms(one: Sought) -> str:
        asked = [whole.format(form) for form in one.whole] + [begun.format(form) for form in one.begun]
        return f"({either.join(asked)})"

    return either.join(f"({both.join(map(forms, way))})" for way in ways)


ICONS = {"topic": "quote", "post": "quote", "meeting": "cal", "page": "book"}


class SearchEntry(FoldedModel):
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
    title_words = FoldedField(of=["title"], form="findable")
    body_words = FoldedField(of=["body"], form="findable")
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
