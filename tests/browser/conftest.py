"""A real server in a thread (Daphne, with sockets) and a real Chromium."""

import threading

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.browser.chromium import FLAGS, find
from tests.conftest import plant


@pytest.fixture(scope="session")
def address(django_db_setup):
    """Daphne on a free port; settings and mail outbox are those of the tests."""
    from daphne.server import Server
    from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
    from twisted.internet import reactor

    from community.asgi import application

    server = Server(
        application=ASGIStaticFilesHandler(application),
        endpoints=["tcp:port=0:interface=127.0.0.1"],
        signal_handlers=False,
        ready_callable=(ready := threading.Event()).set,
    )
    threading.Thread(target=server.run, daemon=True).start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{server.listening_addresses[0][1]}"
    reactor.callFromThread(reactor.stop)


def _matters(message) -> bool:
    """The editor's library tries to add a style of its own; the policy stops it, and our sheets have its rules."""
    return message.type == "error" and "Applying inline style" not in message.text


@pytest.fixture(scope="package")
def chromium(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def planted(transactional_db):
    """A flushed database, numbered from 1, with Wagtail's root and the knowledge base's first page."""
    call_command("flush", interactive=False, verbosity=0)
    cache.clear()  # fragments of an earlier run carry the same numbers
    plant()


@pytest.fixture
def world(planted, settings):
    from community.demo.world import World

    made = World()
    made.build()
    return made


@pytest.fixture
def open_page(chromium, address, settings):
    """Opens a page as somebody (signed in by a session cookie), in a browser of their own."""
    from django.conf import settings as live
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    contexts = []

    def page_of(user=None, *, width=1280, scheme="light", locale="nl-BE", javascript=True):
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=locale,
            timezone_id="Europe/Brussels",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        if user is not None:
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = live.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.save()
            context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda message: page.problems.append(message.text) if _matters(message) else None)
        return page

    yield page_of
    for context in contexts:
        context.close()
