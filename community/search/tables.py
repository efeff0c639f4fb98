"""What full-text search needs of the database at hand besides the table of entries."""

from django.db import connection, transaction

from .models import SearchEntry

_OLD = "'delete', old.id, old.title_words, old.body_words"
_NEW = (
    "INSERT INTO search_fts(rowid, title_words, body_words) VALUES (new.id, new.title_words, new.body_words);"
)
_GONE = f"INSERT INTO search_fts(search_fts, rowid, title_words, body_words) VALUES ({_OLD});"  # noqa: S608
SQLITE = [
    # Made anew: a migration that remakes the table drops its triggers, and another version keeps other columns.
    *(f"DROP TRIGGER IF EXISTS search_fts_{name}" for name in ("in", "out", "new")),
    "DROP TABLE IF EXISTS search_fts",
    "CREATE VIRTUAL TABLE search_fts USING fts5(title_words, body_words, content='search_searchentry', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER search_fts_in AFTER INSERT ON search_searchentry BEGIN {_NEW} END",
    f"CREATE TRIGGER search_fts_out AFTER DELETE ON search_searchentry BEGIN {_GONE} END",
    f"CREATE TRIGGER search_fts_new AFTER UPDATE ON search_searchentry BEGIN {_GONE} {_NEW} END",
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
]
POSTGRESQL = [
    "ALTER TABLE search_searchentry DROP COLUMN IF EXISTS words",
    "ALTER TABLE search_searchentry ADD COLUMN IF NOT EXISTS folded tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', title_words), 'A') || to_tsvector('simple', body_words)) STORED",
    "CREATE INDEX IF NOT EXISTS search_folded ON search_searchentry USING gin (folded)",
]


def prepare_tables(**kwargs) -> None:
    """Full-text tables and triggers of the database at hand; after every migrate, harmless to repeat."""
    if SearchEntry._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
