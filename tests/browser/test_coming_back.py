"""Tabs that were away together come back each in a moment of its own. The clock of the page stands still meanwhile."""

import asyncio

import pytest
from playwright.sync_api import expect

from community.live import hub as hubs
from tests.browser.test_breaks import cut, room_of, say

pytestmark = pytest.mark.browser
#: Chance is the same each time, and the page counts its sockets and the questions it asks over them.
COUNTED = """chance => {
  Math.random = () => chance;
  window.opened = 0;
  window.asked = [];
  window.WebSocket = class extends WebSocket {
    constructor(url) {
      super(url);
      window.opened += 1;
    }
    send(text) {
      super.send(text);
      window.asked.push(JSON.parse(text).join);
    }
  };
}"""


def room_page(world, open_page, chance: float):
    page = open_page(world.people["P05"])
    page.clock.install()
    page.add_init_script(f"({COUNTED})({chance})")
    page.goto(room_of(world).get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.wait_for_selector("live-counts[data-joined]", state="attached")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)
    return page


def something_was_missed() -> None:
    """Every hub may have missed something, as when Redis was away."""
    for loop, hub in list(hubs._hubs.items()):
        if loop.is_running():
            asyncio.run_coroutine_threadsafe(hub.catch_up(), loop).result(20)


def test_a_tab_that_may_have_missed_something_asks_in_a_moment_of_its_own(world, open_page):
    page = room_page(world, open_page, chance=0.5)
    topic = f"room.{room_of(world).pk}"
    before = page.evaluate("window.asked")
    something_was_missed()
    page.wait_for_selector("chat-room:not([data-joined])")
    page.clock.run_for(1600)
    assert page.evaluate("window.asked") == before
    page.clock.run_for(100)
    page.wait_for_selector("chat-room[data-joined]")
    assert page.evaluate("window.asked").count(topic) == before.count(topic) + 1
    say(world, "En verder")
    expect(page.locator(".message").last).to_contain_text("En verder")


@pytest.mark.parametrize(("chance", "earliest"), [(0.0, 200), (0.5, 1100), (1.0, 2000)])
def test_a_tab_whose_server_went_away_comes_back_in_a_moment_of_its_own(world, open_page, chance, earliest):
    page = room_page(world, open_page, chance)
    cut()
    page.wait_for_selector("chat-room:not([data-joined])")
    page.clock.run_for(earliest - 50)
    assert page.evaluate("window.opened") == 1
    page.clock.run_for(100)
    assert page.evaluate("window.opened") == 2
    page.wait_for_selector("chat-room[data-joined]")
