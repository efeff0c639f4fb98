"""What the house says when something it stands on is away, full, or asked for too much."""

import errno
import http.client
import os
import subprocess
import sys
import tracemalloc
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from community.home.failures import status_of
from community.richtext.storage import WholeFiles
from tests.away import Road, until
from tests.house import picture
from tests.postbus import closed_port

PAGE, SCRIPT = {"Accept": "text/html"}, {"Accept": "application/json"}


def ask(url: str, headers=PAGE, data=None) -> tuple[int, dict, str]:
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url, data=data, headers=headers), timeout=120)
    except urllib.error.HTTPError as error:
        answer = error
    except OSError:
        return 0, {}, ""
    return answer.status, dict(answer.headers), answer.read().decode()


# -- a body that is too large ------------------------------------------------------------------------------


def send_body(address: str, chunks: int, *, chunked: bool, accept=PAGE) -> tuple[int, str]:
    """Post so many chunks of 64 kB to the server, with or without saying how many there will be."""
    part = b"x" * 65_536
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    headers = accept | {"Content-Type": "application/octet-stream"}
    if not chunked:
        headers["Content-Length"] = str(len(part) * chunks)
    connection.request("POST", "/choose/", (part for _ in range(chunks)), headers, encode_chunked=chunked)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused_and_not_kept(planted, address, settings, chunked):
    settings.LARGEST_BODY = 1_000_000
    send_body(address, 2, chunked=chunked)
    tracemalloc.start()
    status, words = send_body(address, 800, chunked=chunked)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert status == 413
    assert "te groot" in words
    assert peak < 20_000_000  # of the 52 MB that were sent
    status, words = send_body(address, 800, chunked=chunked, accept=SCRIPT)
    assert status == 413
    assert words.startswith('{"error": ')
    assert send_body(address, 2, chunked=chunked)[0] != 413


def test_behind_gunicorn_the_length_is_refused_before_anything_is_read(db, settings):
    class Unread:
        def read(self, *args):
            raise AssertionError("the body was read")

        readline = read

    sent = {
        "CONTENT_LENGTH": str(settings.LARGEST_BODY + 1),
        "wsgi.input": Unread(),
        "HTTP_ACCEPT": "text/html",
    }
    assert Client().generic("POST", "/choose/", **sent).status_code == 413
    assert settings.LARGEST_BODY > settings.LARGEST_UPLOAD


# -- a disk that is full -----------------------------------------------------------------------------------


class FullDisk(WholeFiles):
    """A disk on which nothing more fits after the first bytes."""

    def _save(self, name, content):
        def chunks(chunk_size=None):
            yield b"first bytes"
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        content.chunks = chunks
        return super()._save(name, content)


@pytest.mark.parametrize("headers", [PAGE, SCRIPT])
def test_a_full_disk_says_so_and_leaves_no_piece_of_a_file(house, sign_in, settings, tmp_path, headers):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.home.test_failures.FullDisk"}}
    client = sign_in(house.member)
    client.raise_request_exception = False
    sent = {
        "file": picture(), "audience": house.network.audience, "no_children": "1",
        "client_id": "12345678-1234-4234-8234-123456789012",
    }  # fmt: skip
    answer = client.post("/files/upload/", sent, headers=headers)
    assert answer.status_code == 507
    assert "schijf is vol" in answer.content.decode()
    assert not list((tmp_path / "media").rglob("*12345678*"))
    assert not list((tmp_path / "media").rglob(".part-*"))
    assert all(path.stat().st_size for path in (tmp_path / "media").rglob("*") if path.is_file())
    assert house.member.attachments.count() == 1


def test_a_file_is_there_whole(settings):
    for content in (b"words", b""):
        name = default_storage.save("a/b.txt", ContentFile(content))
        with default_storage.open(name) as kept:
            assert kept.read() == content
    assert not list(Path(settings.MEDIA_ROOT).rglob(".part-*"))


def behind(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database or disk is full"), 507),
        (behind(OperationalError("could not extend file"), psycopg.errors.DiskFull()), 507),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
        (OperationalError("database is locked"), 503),
        (behind(RuntimeError("the page could not be made"), OperationalError("database is locked")), 503),
        (OSError(errno.EACCES, "Permission denied"), None),
        (OperationalError("no such table: forum_topic") if connection.vendor == "sqlite" else KeyError(), None),
        (InterfaceError("connection already closed") if connection.vendor != "sqlite" else KeyError(), 503 if connection.vendor != "sqlite" else None),
        (KeyError("name"), None),
        (None, None),
    ],
)  # fmt: skip
def test_what_an_error_means_for_who_waits_for_the_page(error, status):
    assert status_of(error) == status


# -- a database that is away -------------------------------------------------------------------------------


@pytest.fixture
def running(planted, tmp_path):
    """The house in a process of its own, with a road to PostgreSQL that can be closed."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file: it is not away")
    at = connection.settings_dict
    road = Road(at["HOST"], int(at["PORT"] or 5432))
    port = closed_port()
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{at['USER']}@127.0.0.1:{road.port}/{at['NAME']}",
        "VONDER_VAR": str(tmp_path),
        "PORT": str(port),
    }
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], env=environment)
    until(lambda: ask(f"http://127.0.0.1:{port}/health/")[0] == 200, "the server did not start")
    yield road, f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()
    if road.listener:
        road.close()


@pytest.mark.parametrize("how", ["close", "block"])
def test_without_a_database_a_true_sentence_and_afterwards_on_as_before(running, how):
    road, site = running
    assert ask(f"{site}/forum/")[0] == 200
    getattr(road, how)()
    for headers, words in ((PAGE, "<h1>We kunnen nu niet bij onze gegevens</h1>"), (SCRIPT, '{"error": ')):
        for path in ("/forum/", "/people/", "/account/login/code/"):
            status, sent, text = ask(site + path, headers | {"Cookie": "sessionid=abcdefgh"})
            assert (status, sent.get("Retry-After")) == (503, "15")
            assert words in text
            assert "Traceback" not in text
    status, _headers, text = ask(f"{site}/health/")
    assert status == 503
    assert text.startswith("database: away")
    road.open()
    until(lambda: ask(f"{site}/forum/")[0] == 200, "the server does not go on")
    assert ask(f"{site}/health/")[0] == 200
