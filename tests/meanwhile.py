"""Something that happens while something else waits for its row."""

import threading
import time

from django.db import connection, transaction


def meanwhile(change, call):
    """Begin `call` elsewhere after `change` and before that is committed; gives its result or its exception."""
    found = []

    def run():
        try:
            found.append(call())
        except Exception as error:  # noqa: BLE001  (what went wrong is the result)
            found.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        change()
        thread.start()
        while thread.is_alive() and not _somebody_waits():
            time.sleep(0.01)
    thread.join()
    return found[0]


def _somebody_waits() -> bool:
    """In this database. On SQLite whoever writes waits for who writes already."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks waits JOIN pg_locks has USING (pid) JOIN pg_database ours"
            " ON ours.oid = has.database WHERE NOT waits.granted AND ours.datname = current_database()"
        )
        return cursor.fetchone()[0] > 0
