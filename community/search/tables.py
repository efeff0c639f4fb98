"""What full-text search needs of the database at hand besides the table of entries."""

from django.db import connection

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
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",  # a migration that remakes the table drops its triggers
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
