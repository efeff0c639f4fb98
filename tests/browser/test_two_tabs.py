"""Somebody writes in two tabs of one topic. Whatever happens to their session, both texts are there and offered."""

import re

import pytest
from playwright.sync_api import expect

from forum.models import Board, Post
from tests.browser.test_words import end_sessions, sign_in, unheard, write_in_editor
from tests.browser.writing import begin_to_write

pytestmark = pytest.mark.browser
FIRST, SECOND = "Wij spannen een zeil boven de zandbak", "Hier groeit een wilg naast de zandbak"
DESK, PHONE = 1280, 390
LEFT = "() => Object.keys(localStorage).filter((key) => key.includes(' draft ')).length"
NOTHING_LEFT = "() => !Object.keys(localStorage).some((key) => key.includes(' draft '))"
SENDS = "Verstuur het nu"


def count(words) -> int:
    return Post.objects.filter(html__contains=words).count()


def texts(world) -> list[str]:
    found = world.people["P05"].drafts.order_by("-updated_at")
    return [re.sub("<[^>]+>", "", draft.fields["html"][-1]) for draft in found]


@pytest.fixture
def url(world):
    topic = Board.objects.get(slug="buiten-is-beter").topics.filter(closed=False).first()
    return topic.get_absolute_url()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def tabs(request, open_page, world, url):
    """Two tabs of one browser in which nothing was written yet."""
    page = open_page(world.people["P05"], width=request.param)
    other = page.context.new_page()
    other.problems = page.problems
    for tab in (page, other):
        tab.goto(url)
        begin_to_write(tab)
    return page, other


def send(tab) -> None:
    tab.get_by_role("button", name="Plaats antwoord").click()


def test_both_send_after_the_session_ended(tabs, url, world):
    page, other = tabs
    write_in_editor(page, FIRST)
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    write_in_editor(other, SECOND)
    end_sessions()
    for tab in tabs:
        send(tab)
        expect(tab).to_have_url(re.compile("/account/login/"))
    sign_in(page)
    expect(page.get_by_role("heading", name="Dit wilde je net versturen")).to_have_count(2)
    expect(page.locator(".draft__words")).to_have_text([re.compile(SECOND), re.compile(FIRST)])
    expect(page.get_by_text("2 teksten")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    assert (count(FIRST), count(SECOND)) == (0, 0), "nothing is sent by itself"
    other.goto(url)
    expect(other.locator(".composer [contenteditable=true]")).to_have_text(SECOND)
    expect(other.locator(".draft")).to_contain_text("1 andere tekst")
    page.get_by_role("button", name=SENDS).last.click()
    expect(page).to_have_url(re.compile(url.rpartition("/")[0]))
    assert (count(FIRST), count(SECOND)) == (1, 0)
    expect(page.locator(".composer [contenteditable=true]")).to_have_text(SECOND)
    send(page)
    expect(page.locator(".post .rich-text").get_by_text(SECOND)).to_be_visible()
    expect(page.locator(".draft")).to_have_count(0)
    assert (count(FIRST), count(SECOND)) == (1, 1)
    assert not world.people["P05"].drafts.exists()
    assert page.evaluate(LEFT) == 0
    assert not unheard(page)


def test_both_write_on_while_the_session_is_gone(tabs, url, world):
    """They hear that they are signed out, and nothing is sent: this device keeps both."""
    page, other = tabs
    write_in_editor(page, FIRST)
    write_in_editor(other, SECOND)
    for tab in tabs:
        expect(tab.get_by_text("✓ Bewaard")).to_be_visible()
    end_sessions()
    for tab in (other, page):
        tab.bring_to_front()
        tab.locator("[contenteditable=true]").click()
        tab.keyboard.press("Control+End")
        tab.keyboard.type(", en een beuk")
        expect(tab.locator(".draft__out")).to_contain_text("Je bent afgemeld")
    assert page.evaluate(LEFT) == 2
    page.get_by_role("link", name="Meld je aan om het te versturen").click()
    sign_in(page)
    expect(page.locator(".composer [contenteditable=true]")).to_have_text(f"{FIRST}, en een beuk")
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    page.wait_for_function(NOTHING_LEFT)
    assert sorted(texts(world)) == [f"{SECOND}, en een beuk", f"{FIRST}, en een beuk"]
    page.goto("/files/drafts/")
    expect(page.locator(".draft__words")).to_have_count(2)
    assert not unheard(page)


def test_writing_on_in_the_older_one(tabs, url, world):
    page, other = tabs
    write_in_editor(page, FIRST)
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    write_in_editor(other, SECOND)
    expect(other.get_by_text("✓ Bewaard")).to_be_visible()
    page.goto("/files/drafts/")
    page.get_by_role("link", name="Schrijf verder").last.click()
    write_in_editor(page, ", en een beuk")
    expect(page.get_by_text("✓ Bewaard")).to_be_visible()
    assert texts(world) == [f"{FIRST}, en een beuk", SECOND]
    write_in_editor(other, ", of een els")
    expect(other.locator("form[data-draft-kept]")).to_be_visible()
    assert texts(world) == [f"{SECOND}, of een els", f"{FIRST}, en een beuk"]
    send(page)
    expect(page.locator(".post .rich-text").get_by_text(f"{FIRST}, en een beuk")).to_be_visible()
    assert texts(world) == [f"{SECOND}, of een els"]
    assert not page.problems


def test_a_tab_that_was_doubled_writes_by_itself(open_page, world, url):
    """The second tab shows the answer that the first one got, from the browser's own store."""
    page = open_page(world.people["P05"])
    answer = page.request.get(url)
    for tab in (page, page.context.new_page()):
        tab.route(f"**{url}", lambda route: route.fulfill(response=answer))
        tab.goto(url)
    one, other = page.context.pages
    write_in_editor(one, FIRST)
    expect(one.get_by_text("✓ Bewaard")).to_be_visible()
    write_in_editor(other, SECOND)
    expect(other.get_by_text("✓ Bewaard")).to_be_visible()
    assert texts(world) == [SECOND, FIRST]


def test_what_a_device_kept_comes_to_the_server_from_any_page(open_page, world, url):
    page = open_page(world.people["P05"])
    page.goto(url)
    page.route("**/files/draft/", lambda route: route.abort())
    write_in_editor(page, FIRST)
    expect(page.get_by_text("Bewaard op dit toestel")).to_be_visible()
    page.unroute("**/files/draft/")
    page.goto("/today/")
    page.wait_for_function(NOTHING_LEFT)
    assert texts(world) == [FIRST]


def test_words_of_the_phone_are_offered_before_older_ones_of_this_device(open_page, world, url):
    desk, phone = open_page(world.people["P05"]), open_page(world.people["P05"], width=PHONE)
    desk.goto(url)
    phone.goto(url)
    desk.route("**/files/draft/", lambda route: route.abort())
    write_in_editor(desk, FIRST)
    expect(desk.get_by_text("Bewaard op dit toestel")).to_be_visible()
    desk.unroute("**/files/draft/")
    write_in_editor(phone, SECOND)
    expect(phone.get_by_text("✓ Bewaard")).to_be_visible()
    desk.goto(url)
    expect(desk.locator(".composer [contenteditable=true]")).to_have_text(SECOND)
    desk.wait_for_function(NOTHING_LEFT)
    assert sorted(texts(world)) == sorted([FIRST, SECOND])
