"""Somebody writes, their session ends, they press send: what they wrote is there after signing in, and exists once."""

import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from community.chat.models import Message
from events.models import Meeting, Minutes, Note
from forum.actions import reply
from forum.models import Board, Post
from tests.browser.writing import begin_to_write
from tests.house import picture

pytestmark = pytest.mark.browser
WORDS = "Wij spannen een zeil boven de zandbak"
KEPT = "() => Object.keys(localStorage).filter((key) => localStorage[key].includes('zandbak')).length"


def end_sessions() -> None:
    Session.objects.all().delete()
    cache.clear()


def count(model, field="html") -> int:
    return model.objects.filter(**{f"{field}__contains": WORDS}).count()


def sign_in(page, name="Noor Voorbeeld") -> None:
    page.get_by_role("button", name=re.compile(name)).click()


def unheard(page) -> list[str]:
    """What went wrong on a page in which a session ended: 401 is meant to happen there."""
    return [problem for problem in page.problems if "401" not in problem and "WebSocket" not in problem]


def write_in_editor(page, words=WORDS) -> None:
    begin_to_write(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


@pytest.fixture
def places(world) -> dict[str, tuple]:
    topic = Board.objects.get(slug="buiten-is-beter").topics.filter(closed=False).first()
    own = reply(actor=world.people["P05"], topic=topic, html="<p>Eerst.</p>", client_id=uuid.uuid4())
    held = Meeting.objects.past().filter(network=world.networks["N1"]).first()
    return {
        "reply": (topic.get_absolute_url(), write_in_editor, "Plaats antwoord", lambda: count(Post), "P05"),
        "topic": ("/forum/board/buiten-is-beter/new/", write_topic, "Plaats onderwerp", lambda: count(Post), "P05"),
        "edit": (f"/forum/posts/{own.pk}/edit/", write_in_editor, "Bewaar wijzigingen", lambda: count(Post), "P05"),
        "notes": (f"/meetings/{held.pk}/notes/", write_note, "Voeg notitie toe", lambda: count(Note, "text"), "P05"),
        "minutes": (f"/meetings/{held.pk}/minutes/write/", write_in_editor, "Bewaar", lambda: count(Minutes), "P01"),
    }  # fmt: skip


def write_topic(page) -> None:
    page.get_by_label("Je vraag of titel").fill("Hoe houden jullie schaduw?")
    write_in_editor(page)


def write_note(page) -> None:
    page.get_by_label("Notitie", exact=True).fill(WORDS)


@pytest.mark.parametrize("name", ["reply", "topic", "edit", "notes", "minutes"])
def test_pressing_send_after_the_session_ended(name, places, open_page, world):
    url, write, button, exist, who = places[name]
    page = open_page(world.people[who])
    page.goto(url)
    write(page)
    end_sessions()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page).to_have_url(re.compile("/account/login/"))
    assert exist() == 0
    sign_in(page, world.people[who].name)
    expect(page.get_by_role("heading", name="Dit wilde je net versturen")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Verstuur het nu").click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    expect(page).not_to_have_url(re.compile("/files/"))
    assert exist() == 1
    page.goto(url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(KEPT) == 0
    expect(page.locator(".draft")).to_have_count(0)
    assert not unheard(page)


@pytest.mark.parametrize("name", ["reply", "notes", "minutes"])
def test_hearing_it_while_writing(name, places, open_page, world):
    url, write, button, exist, who = places[name]
    page = open_page(world.people[who])
    page.goto(url)
    write(page)
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    end_sessions()
    page.keyboard.type(" en de glijbaan")
    expect(page.locator(".draft__out")).to_contain_text("Je bent afgemeld")
    expect(page.get_by_text("✓ Bewaard")).to_have_count(0)
    page.get_by_role("link", name="Meld je aan om het te versturen").click()
    sign_in(page, world.people[who].name)
    expect(page).to_have_url(re.compile(re.escape(url)))
    expect(page.locator(".draft")).to_contain_text("nog niet verstuurd")
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    assert page.evaluate(KEPT) == 0, "the server has it now"
    assert exist() == 0, "nothing is sent by itself"
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".rich-text, .rows").get_by_text(f"{WORDS} en de glijbaan").first).to_be_visible()
    assert exist() == 1
    assert not unheard(page)


def test_somebody_else_who_signs_in_sees_nothing(places, open_page, world):
    url, write, _button, exist, _who = places["reply"]
    page = open_page(world.people["P05"])
    page.goto(url)
    write(page)
    end_sessions()
    page.keyboard.type("!")
    page.get_by_role("link", name="Meld je aan om het te versturen").click()
    sign_in(page, world.people["P06"].name)
    begin_to_write(page)
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.goto("/files/drafts/")
    expect(page.get_by_text("Hier wacht niets van jou")).to_be_visible()
    page.goto("/more/")
    page.get_by_role("button", name="Afmelden").click()
    page.goto(url)
    page.get_by_role("link", name=re.compile("Aanmelden|Meld je aan")).first.click()
    sign_in(page)
    expect(page.locator(".composer [contenteditable=true]")).to_contain_text(WORDS)
    assert exist() == 0


def test_a_page_that_stayed_open_sends_nothing_for_who_came_after(places, open_page, world):
    url, write, _button, exist, _who = places["reply"]
    page = open_page(world.people["P05"])
    page.route_web_socket("**/ws/", lambda socket: None)  # a tab that does not hear that its session ended
    page.goto(url)
    other = page.context.new_page()
    other.goto("/more/")
    other.get_by_role("button", name="Afmelden").click()
    other.goto("/account/login/")
    sign_in(other, world.people["P06"].name)
    other.wait_for_url("**/today/")
    write(page)
    expect(page.locator(".draft__out")).to_contain_text("iemand anders aangemeld")
    page.get_by_role("button", name="Plaats antwoord").click()
    expect(page.get_by_role("heading", name="Nu is iemand anders aangemeld")).to_be_visible()
    assert exist() == 0


def test_signing_out_takes_along_what_the_device_kept(places, open_page, world):
    url, write, *_rest = places["reply"]
    page = open_page(world.people["P05"])
    page.goto(url)
    page.route("**/files/draft/", lambda route: route.abort())
    write(page)
    expect(page.get_by_text("Bewaard op dit toestel")).to_be_visible()
    expect(page.get_by_text("✓ Bewaard")).to_have_count(0)
    assert page.evaluate(KEPT) == 1
    page.goto("/more/")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == 0


def test_a_chat_message_waits_for_its_writer(open_page, world):
    room = world.networks["N1"].rooms.get(about=None)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.get_by_role("textbox", name="Je bericht").fill(WORDS)
    end_sessions()
    page.keyboard.press("Enter")
    waiting = page.locator(".message--bad")
    expect(waiting).to_contain_text("Niet verstuurd: je bent afgemeld")
    page.reload()
    sign_in_link = page.get_by_role("button", name=re.compile(world.people["P06"].name))
    sign_in_link.click()
    page.wait_for_selector("chat-room[data-joined]")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    assert count(Message) == 0
    page.goto("/more/")
    page.get_by_role("button", name="Afmelden").click()
    page.goto(room.get_absolute_url())
    sign_in(page)
    expect(page.locator(".message:not(.message--wait):not(.message--bad)").get_by_text(WORDS)).to_have_count(
        1
    )
    assert count(Message) == 1
    assert page.evaluate(KEPT) == 0


def test_half_a_chat_message_is_there_after_signing_in_again_until_it_is_sent(open_page, world):
    room = world.networks["N1"].rooms.get(about=None)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    line = page.get_by_role("textbox", name="Je bericht")
    with page.expect_response("**/files/draft/"):
        line.press_sequentially(WORDS)
    page.goto("/more/")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_load_state()
    page.goto(room.get_absolute_url())
    sign_in(page)
    page.wait_for_selector("chat-room[data-joined]")
    expect(line).to_have_value(WORDS)
    with page.expect_response("**/files/draft/"):
        line.press("Enter")
    expect(page.locator(".message:not(.message--wait)").get_by_text(WORDS)).to_have_count(1)
    assert not world.people["P05"].drafts.exists()
    page.reload()
    expect(line).to_have_value("")
    assert count(Message) == 1


def test_sign_in_and_send_again(open_page, world):
    room = world.networks["N1"].rooms.get(about=None)
    page = open_page(world.people["P05"])
    page.goto(room.get_absolute_url())
    page.wait_for_selector("chat-room[data-joined]")
    page.get_by_role("textbox", name="Je bericht").fill(WORDS)
    end_sessions()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Meld je aan en verstuur opnieuw").click()
    sign_in(page)
    expect(page).to_have_url(re.compile(room.get_absolute_url()))
    expect(page.locator(".message:not(.message--wait):not(.message--bad)").get_by_text(WORDS)).to_have_count(
        1
    )
    assert count(Message) == 1


def test_a_page_is_found_back_at_its_very_place(open_page, world):
    post = world.people["P05"].posts.filter(deleted_at=None, topic__board__network__isnull=False).first()
    page = open_page()
    page.goto(f"/forum/posts/{post.pk}/edit/?from=topic#below")
    sign_in(page)
    expect(page).to_have_url(re.compile(r"/edit/\?from=topic#below$"))


def test_a_photo_with_a_missing_title(open_page, world):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/new/")
    write_in_editor(page)
    sent = {"name": "afdak.png", "mimeType": "image/png", "buffer": picture().read()}
    page.locator("input[type=file]").first.set_input_files(sent)
    page.get_by_label("Er staat geen kind herkenbaar op").check()
    page.get_by_role("button", name="Plaats onderwerp").click()
    expect(page.locator(".waiting:visible")).to_contain_text("afdak")
    page.get_by_label("Je vraag of titel").fill("Hoe maakten jullie het afdak vast?")
    expect(page.get_by_label("Er staat geen kind herkenbaar op")).to_be_checked()
    page.get_by_role("button", name="Plaats onderwerp").click()
    shown = page.locator(".post .rich-text img")
    expect(shown).to_have_count(1)
    expect(shown).to_have_js_property("naturalWidth", 40)
