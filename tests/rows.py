"""All rows of the database as they are stored, to compare and to put back: two dialects of SQL, one shape.

A row is a tuple on SQLite and a line of COPY on PostgreSQL, and its key comes first. Foreign keys are checked when a
transaction ends, so the order of the tables does not matter.
"""

from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import connection, transaction


class Table(NamedTuple):
    name: str
    columns: str  # quoted, the key first
    count: int

    @property
    def key(self) -> str:
        return self.columns.partition(", ")[0]


@cache
def tables() -> list[Table]:
    """The table of every model, those between two models included."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        fields = sorted(model._meta.local_concrete_fields, key=lambda field: not field.primary_key)
        columns = ", ".join(f'"{field.column}"' for field in fields)
        found.append(Table(f'"{model._meta.db_table}"', columns, len(fields)))
    return found


class Sqlite:
    """Every table counts in `sqlite_sequence`, which a transaction rolls back like any other."""

    def __init__(self):
        connection.ensure_connection()
        self.cursor = connection.connection.cursor()

    def read(self, table: Table) -> set:
        columns = table.columns.replace('"', '+"', 1).replace(
            ', "', ', +"'
        )  # the plus keeps it as it is stored
        return set(self.cursor.execute(f"SELECT {columns} FROM {table.name}").fetchall())  # noqa: S608  (ours)

    def write(self, table: Table, rows) -> None:
        marks = ", ".join("?" * table.count)
        sql = f"INSERT INTO {table.name} ({table.columns}) VALUES ({marks})"  # noqa: S608  (ours)
        self.cursor.executemany(sql, sorted(rows, key=_number))

    def delete(self, table: Table, rows) -> None:
        sql = f"DELETE FROM {table.name} WHERE {table.key} = ?"  # noqa: S608  (ours)
        self.cursor.executemany(sql, [row[:1] for row in rows])

    def numbers(self) -> dict[str, int]:
        return dict(self.cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def count_from(self, numbers: dict[str, int]) -> None:
        self.cursor.execute("DELETE FROM sqlite_sequence")
        self.cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", numbers.items())


class Postgresql:
    """A sequence goes on counting whatever is rolled back, so it is set by hand."""

    def __init__(self):
        connection.ensure_connection()
        self.cursor = connection.connection.cursor()

    def read(self, table: Table) -> set:
        with self.cursor.copy(f"COPY {table.name} ({table.columns}) TO STDOUT") as copy:
            return set(b"".join(copy).splitlines())

    def write(self, table: Table, rows) -> None:
        with self.cursor.copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as copy:
            copy.write(b"".join(row + b"\n" for row in sorted(rows, key=_number)))

    def delete(self, table: Table, rows) -> None:
        sql = f"DELETE FROM {table.name} WHERE {table.key}::text = ANY(%s)"  # noqa: S608  (ours)
        self.cursor.execute(sql, [[row.partition(b"\t")[0].decode() for row in rows]])

    def numbers(self) -> dict[str, int | None]:
        return dict(self.cursor.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall())

    def count_from(self, numbers: dict[str, int | None]) -> None:
        self.cursor.execute(
            "SELECT setval(format('%%I', name)::regclass, coalesce(last, 1), last IS NOT NULL) "
            "FROM unnest(%s::text[], %s::bigint[]) AS row (name, last)",
            [list(numbers), list(numbers.values())],
        )


def _number(row):
    """Rows go back in the order in which they came."""
    key = row[0] if isinstance(row, tuple) else row.partition(b"\t")[0]
    text = key.decode() if isinstance(key, bytes) else str(key)
    return len(text), text


def database() -> Sqlite | Postgresql:
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()


class Everything:
    """What stands in the database now, and how far it has counted."""

    def __init__(self):
        at = database()
        self.rows, self.numbers = {table: at.read(table) for table in tables()}, at.numbers()

    def __sub__(self, before: "Everything") -> "Difference":
        return Difference(
            {
                table: before.rows[table] - rows
                for table, rows in self.rows.items()
                if before.rows[table] - rows
            },
            {
                table: rows - before.rows[table]
                for table, rows in self.rows.items()
                if rows - before.rows[table]
            },
            self.numbers,
        )

    def count_on(self) -> None:
        """The next row gets the number that it would have got when this was looked at."""
        database().count_from(self.numbers)

    @transaction.atomic
    def put_back(self) -> None:
        """The database holds this and nothing else."""
        (self - Everything()).apply()


class Difference(NamedTuple):
    """Rows that went, rows that came, and how far the database counted then."""

    gone: dict[Table, set]
    new: dict[Table, set]
    numbers: dict

    def apply(self) -> None:
        at = database()
        for table, rows in self.gone.items():
            at.delete(table, rows)
        for table, rows in self.new.items():
            at.write(table, rows)
        at.count_from(self.numbers)
