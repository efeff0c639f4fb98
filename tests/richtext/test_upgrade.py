"""Drafts that were there before each page had one of its own come along whole."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
WORDS = {"html": ["<p>Wij spannen een zeil</p>"]}
#: place -> the address it was sent to as an older version kept it, and as it is now
ADDRESSES = {
    "topic.1": ("/forum/topics/1/reply/", "/forum/topics/1/reply/"),
    "topic.2": ("", ""),
    "topic.3": ("//evil.example/forum/", ""),
    "topic.4": ("/\\evil.example/forum/", ""),
    "topic.5": ("https://evil.example/", ""),
}


def migrate(database: Path, *target: str) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "VONDER_VAR": str(database.parent)}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "richtext", *target]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


def add_somebody(rows) -> None:
    """An account with the number 1, whatever columns accounts had then."""
    simple = {"id": 1, "handle": "noor", "email": "noor@example.org", "time_zone": "Europe/Brussels"}
    needed = [
        name for _at, name, _kind, must, *_rest in rows.execute("PRAGMA table_info(members_user)") if must
    ]
    values = [simple.get(name, "2026-01-01" if name.endswith(("_at", "_joined")) else 0) for name in needed]
    marks = ", ".join("?" * len(needed))
    rows.execute(f"INSERT INTO members_user ({', '.join(needed)}) VALUES ({marks})", values)  # noqa: S608


def test_drafts_from_before_come_along(tmp_path):
    database = tmp_path / "old.sqlite3"
    migrate(database, "0005")
    rows = sqlite3.connect(database)
    add_somebody(rows)
    columns = "owner_id, place, page, action, fields, unsent_at, updated_at"
    for place, (action, _now) in ADDRESSES.items():
        values = (1, place, "/forum/#composer", action, json.dumps(WORDS), None, "2026-11-20 12:00:00")
        rows.execute(f"INSERT INTO richtext_draft ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    rows.execute("UPDATE richtext_draft SET unsent_at = '2026-11-20 12:00:00' WHERE action != ''")
    rows.commit()
    rows.close()
    migrate(database)
    rows = sqlite3.connect(database)
    found = rows.execute("SELECT place, action, fields, opened, version, updated_at FROM richtext_draft")
    kept = {place: rest for place, *rest in found}
    assert {place: action for place, (action, *_rest) in kept.items()} == {
        place: now for place, (_action, now) in ADDRESSES.items()
    }
    for _action, fields, opened, version, updated_at in kept.values():
        assert (json.loads(fields), opened, version) == (WORDS, "", 1)
        assert updated_at.startswith("2026-11-20 12:00:00")
    assert rows.execute("SELECT count(*) FROM richtext_draft WHERE unsent_at IS NOT NULL").fetchone() == (4,)
    columns = "owner_id, place, opened, version, page, action, fields, shown, updated_at"
    another = "1, 'topic.1', 'another', 1, '', '', '{}', '{}', '2026-11-28 12:00:00'"
    rows.execute(f"INSERT INTO richtext_draft ({columns}) VALUES ({another})")  # noqa: S608
    rows.close()
