"""An open page whose session ends: it hears nothing any more, says so, and takes no words with it."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.test_breaks import room_of, say
from tests.conftest import session_key

pytestmark = pytest.mark.browser
LISTEN = (
    "() => document.addEventListener('signed-out', () => (window.signedOut = (window.signedOut ?? 0) + 1))"
)


def room_page(world, open_page):
    page = open_page(world.people["P05"])
    page.clock.install()
    page.goto(room_of(world).get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.sockets = []
    page.on("websocket", lambda socket: page.sockets.append(socket))
    return page


def sign_out_in_another_tab(page):
    other = page.context.new_page()
    other.goto("/more/")
    other.get_by_role("button", name="Afmelden").click()
    expect(other).to_have_url(re.compile("/$"))


def come_in_as(page, address, user):
    """Another session takes the place of the one that this browser had."""
    old = next(cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid")["value"]
    page.context.add_cookies([{"name": "sessionid", "value": session_key(user), "url": address}])
    Session.objects.get(session_key=old).delete()


def test_a_page_on_which_nothing_was_typed_asks_to_sign_in_and_comes_back(world, open_page):
    page = room_page(world, open_page)
    path = room_of(world).get_absolute_url()
    sign_out_in_another_tab(page)
    expect(page).to_have_url(re.compile(rf"/account/login/\?next={path}"))


def test_what_was_typed_stays_and_one_line_says_what_happened(world, open_page):
    page = room_page(world, open_page)
    page.evaluate(LISTEN)
    page.get_by_label("Je bericht", exact=True).fill("Nog niet klaar")
    sign_out_in_another_tab(page)
    expect(page.get_by_text("Je bent afgemeld.")).to_be_visible()
    link = page.get_by_role("link", name="Meld je weer aan")
    expect(link).to_have_attribute("href", re.compile(r"/account/login/\?next=%2Fchat%2F\d+%2F"))
    say(world, "Dit hoort hij niet")
    expect(page.get_by_label("Je bericht", exact=True)).to_have_value("Nog niet klaar")
    expect(page.get_by_text("Dit hoort hij niet")).to_have_count(0)
    page.clock.fast_forward(3000)
    expect(page.locator("[data-away]")).to_be_hidden()  # it does not say that it connects again
    page.evaluate("async () => (await import('vonder/send')).send('/files/draft/', new FormData())")
    page.wait_for_function("() => window.signedOut")
    assert page.evaluate("() => window.signedOut") == 1
    assert len(page.sockets) == 1  # it asked once more, and no more
    page.get_by_role("link", name="Meld je weer aan").click()
    page.get_by_role("button", name=re.compile("Noor Voorbeeld")).click()
    expect(page.get_by_label("Je bericht", exact=True)).to_have_value("Nog niet klaar")


def test_who_has_a_new_session_hears_on(world, open_page, address):
    page = room_page(world, open_page)
    page.evaluate("() => (window.same = true)")
    with page.expect_event("websocket"):
        come_in_as(page, address, world.people["P05"])
    page.wait_for_selector("chat-room[data-joined]")
    say(world, "Dit hoort hij wel")
    expect(page.locator(".message").last).to_contain_text("Dit hoort hij wel")
    assert page.evaluate("() => window.same")


def test_a_page_of_somebody_else_is_not_listened_on(world, open_page, address):
    page = room_page(world, open_page)
    come_in_as(page, address, world.people["P06"])
    page.wait_for_selector(f"body[data-user='{world.people['P06'].pk}']")


def test_a_page_that_is_refused_from_the_start_is_not_loaded_again_and_again(world, open_page, address):
    """The copy of a session in the cache may outlive its row: pages are shown, the socket knows better."""
    page = open_page(world.people["P05"])
    key = next(cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid")["value"]
    Session.objects.filter(session_key=key)._raw_delete("default")
    loaded = []
    page.on("load", lambda: loaded.append(page.url))
    page.goto("/today/")
    expect(page.get_by_text("Je bent afgemeld.")).to_be_visible()
    assert len(loaded) == 1
