"""What a page of a conversation tells the server, when there is no connection or somebody else signed in."""

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from community.chat.models import Message, RoomMember
from community.members.clocks import clock
from tests.browser.test_breaks import room_of, say
from tests.conftest import session_key

pytestmark = pytest.mark.browser


def test_a_message_that_cannot_be_taken_back_now_says_so_and_goes_later(world, open_page):
    page = open_page(world.people["P06"])
    message = say(world, "Vergissing")
    page.goto(room_of(world).get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.context.set_offline(True)
    page.locator(f"#m{message.number}").get_by_label("Haal je bericht weg").click()
    expect(page.get_by_text("Je bericht staat er nog: weghalen lukte niet.")).to_be_visible()
    page.context.set_offline(False)
    page.locator(f"#m{message.number}").get_by_label("Haal je bericht weg").click()
    expect(page.locator(f"#m{message.number}.message--gone")).to_have_count(1)


def test_how_far_somebody_read_is_told_again_until_it_arrives(world, open_page):
    room, reader = room_of(world), world.people["P05"]
    page = open_page(reader)
    page.clock.install()
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.route("**/read/", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        number = say(world, "Gelezen").number
    with page.expect_response("**/read/"):
        page.clock.fast_forward(6000)
    assert RoomMember.objects.get(room=room, user=reader).last_read == number


def test_what_a_page_shows_is_not_read_by_another_account_that_signed_in_meanwhile(world, open_page, address):
    room, other = room_of(world), world.people["P07"]
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    before = RoomMember.objects.get(room=room, user=other).last_read
    page.context.add_cookies([{"name": "sessionid", "value": session_key(other), "url": address}])
    with page.expect_response("**/read/") as answer:
        say(world, "Voor wie de pagina opende")
    assert answer.value.status == 403
    assert RoomMember.objects.get(room=room, user=other).last_read == before


@pytest.mark.parametrize("javascript", [True, False])
def test_a_message_has_the_readers_own_clock_and_the_words_of_the_pages(world, open_page, javascript):
    reader = world.people["P05"]
    reader.language, reader.time_zone = "en", "America/New_York"
    reader.save()
    early, late = say(world, "Vroeg"), say(world, "Laat")
    Message.objects.filter(pk=early.pk).update(created_at="2026-11-28T13:05:00Z")
    Message.objects.filter(pk=late.pk).update(created_at="2026-11-28T21:30:00Z")
    page = open_page(reader, locale="en-US", javascript=javascript)
    page.goto(room_of(world).get_absolute_url())
    expect(page.locator(f"#m{early.number} time")).to_have_text("8.05 am")
    expect(page.locator(f"#m{late.number} time")).to_have_text("4.30 pm")
    if javascript:
        page.wait_for_selector("chat-room[data-joined]")
        now = say(world, "Nu")
        with translation.override("en"):
            shown = clock(timezone.localtime(now.created_at, reader.zone))
        expect(page.locator(f"#m{now.number} time")).to_have_text(shown)


def test_words_have_their_own_direction_whatever_the_language_of_the_page(world, open_page):
    number = say(world, "שלום לכולם").number
    page = open_page(world.people["P05"])
    page.goto(room_of(world).get_absolute_url())
    begins = """(element) => {
      const text = document.createRange();
      text.selectNodeContents(element);
      return element.getBoundingClientRect().right - text.getBoundingClientRect().right;
    }"""
    assert page.locator(f"#m{number} .message__text p").evaluate(begins) < 1


def test_what_one_says_in_a_row_has_one_head_also_when_it_comes_live(world, open_page):
    page = open_page(world.people["P05"])
    for words in ("Een", "Twee"):
        say(world, words)
    page.goto(room_of(world).get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    with page.expect_response("**/read/"):  # what is new has a line above it, and a head
        third = say(world, "Drie")
    expect(page.locator(f"#m{third.number}.message--more")).to_have_count(1)
    head = page.locator(f"#m{third.number} header b")
    assert head.evaluate("e => getComputedStyle(e).position") == "absolute"
    page.reload()
    page.wait_for_selector("chat-room[data-joined]")
    expect(page.locator(f"#m{third.number}.message--more")).to_have_count(1)
