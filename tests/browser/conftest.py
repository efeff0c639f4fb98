"""A real Chromium, on the real server of tests/conftest.py."""

import pytest

from tests.browser.chromium import FLAGS, find
from tests.conftest import session_key

SLOWEST = 60_000


@pytest.fixture(scope="package")
def chromium(address):
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SLOWEST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Opens a page as somebody (signed in by a session cookie), in a browser of their own."""
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
            context.add_cookies([{"name": "sessionid", "value": session_key(user), "url": address}])
        page = context.new_page()
        page.set_default_timeout(SLOWEST)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "console", lambda message: page.problems.append(message.text) if message.type == "error" else None
        )
        return page

    yield page_of
    for context in contexts:
        context.close()
