"""A row that the database refuses to change, so that whatever meets it fails for real."""

from django.db import connection


def poison(table: str, column: str, value: int, event: str = "UPDATE") -> None:
    """From now on the database refuses to change (or to take) this one row."""
    row = "NEW" if event == "INSERT" else "OLD"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER poison BEFORE {event} ON {table} WHEN {row}.{column} = {value} "
                "BEGIN SELECT RAISE(ABORT, 'poisoned'); END"
            )
            return
        cursor.execute(
            "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'poisoned'; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER poison BEFORE {event} ON {table} FOR EACH ROW WHEN ({row}.{column} = {value}) "
            "EXECUTE FUNCTION poison()"
        )


def cure(table: str) -> None:
    """Take the poison out again, where the test is not in a transaction that is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER poison")
            return
        cursor.execute(f"DROP TRIGGER poison ON {table}")
        cursor.execute("DROP FUNCTION poison()")
