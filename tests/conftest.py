"""What every test starts from: quick settings, Wagtail's root page, and a small house with ten personas."""

import logging
import threading
import time
from types import SimpleNamespace

import pytest
from django.conf import settings as configured
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client, TransactionTestCase

from community.demo.library import plant_library
from community.demo.world import World
from community.kept import stamps
from community.search.index import rebuild
from tests.house import House
from tests.moulds import Mould
from tests.rows import Everything


def demo() -> World:
    made = World()
    made.build()
    return made


MOULDS = {"house": Mould(House), "world": Mould(demo)}


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
            "QUEUES": configured.TASKS["default"]["QUEUES"],
        }
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]


@pytest.fixture(autouse=True)
def nothing_kept():
    """Rows are rolled back after each test; what was made from them goes too."""
    cache.clear()


@pytest.fixture
def certain_at_once(monkeypatch):
    """A test that is rolled back never commits; what was kept is old at once, as after a commit."""
    monkeypatch.setattr(stamps, "transaction", SimpleNamespace(on_commit=lambda do: do()))


@pytest.fixture(autouse=True)
def rows_that_failed():
    """What `each` wrote in the log. A test that expects a row to fail takes it and empties it."""
    failed, handler = [], logging.Handler()
    handler.emit = failed.append
    logger = logging.getLogger("vonder.rows")
    logger.addHandler(handler)
    yield failed
    logger.removeHandler(handler)
    assert not failed, [record.getMessage() for record in failed]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """`--no-migrations` skips Wagtail's first rows; plant them once for all tests.

    After a test on the database itself everything is put back as it was planted, numbers included, where Django would
    empty all tables and fill those of its own again.
    """
    with django_db_blocker.unblock():
        plant()
        ground = Everything()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back(ground))
        yield ground


def put_back(ground: Everything) -> None:
    """A server may still be writing what a page that just closed has sent: then once more."""
    for _ in range(20):
        try:
            return ground.put_back()
        except DatabaseError as error:
            failed = error
            time.sleep(0.5)
    raise failed


def plant() -> None:
    from wagtail.models import Collection

    plant_library()
    rebuild()  # as the jobs would
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def library(db):
    from community.knowledge.models import LibraryPage

    return LibraryPage.objects.get()


@pytest.fixture(autouse=True)
def moulds(request, quick, nothing_kept):
    """The house stands before a test changes the clock or a setting, or makes rows of its own."""
    for name in MOULDS:
        if name in request.fixturenames:
            request.getfixturevalue(name)


@pytest.fixture
def house(db, django_db_setup) -> House:
    """The house, with everything that happened on commit: search entries, mails."""
    return MOULDS["house"].cast(ground=django_db_setup)


@pytest.fixture
def world(planted, django_db_setup):
    """The demo world."""
    return MOULDS["world"].cast(ground=django_db_setup)


@pytest.fixture
def sign_in():
    """A test client signed in as somebody (None for a visitor)."""

    def client_of(user) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of


@pytest.fixture(scope="session")
def address(django_db_setup):
    """Daphne on a free port; settings and mail outbox are those of the tests."""
    from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
    from twisted.internet import reactor

    from community.asgi import application
    from community.live.server import LiveServer

    server = LiveServer(
        application=ASGIStaticFilesHandler(application),
        endpoints=["tcp:port=0:interface=127.0.0.1"],
        signal_handlers=False,
        ready_callable=(ready := threading.Event()).set,
    )
    threading.Thread(target=server.run, daemon=True).start()
    assert ready.wait(60)
    yield f"http://127.0.0.1:{server.listening_addresses[0][1]}"
    reactor.callFromThread(reactor.stop)


@pytest.fixture
def planted(transactional_db):
    """The database itself, for servers and threads: numbered from 1, with Wagtail's root and the library's first page."""
    cache.clear()


def session_key(user) -> str:
    """A session in which this person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = configured.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key
