"""Writing: a picture that is pasted or chosen lands in the text, after the privacy question."""

import re

import pytest
from playwright.sync_api import expect

from forum.models import Board
from tests.browser.writing import begin_to_write
from tests.house import picture
from tests.richtext.test_pasting import NAMES, PASTES

pytestmark = pytest.mark.browser
PASTE_HTML = """(surface, html) => {
  const carried = new DataTransfer();
  carried.setData("text/html", html);
  carried.setData("text/plain", "zonder opmaak");
  carried.items.add(new File([new Uint8Array([1])], "woorden.png", { type: "image/png" }));
  surface.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""
PASTE = """(surface, bytes) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], "afdak.png", { type: "image/png" }));
  surface.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


TOO_SMALL = """least => [...document.querySelectorAll("rich-text [data-tool]")]
  .map(button => button.getBoundingClientRect()).filter(box => box.width < least || box.height < least).length"""


@pytest.fixture
def topic(world):
    return Board.objects.get(slug="buiten-is-beter").topics.filter(closed=False).first()


def test_the_editor_comes_when_somebody_begins_and_goes_on_from_there(topic, world, open_page):
    page, asked = open_page(world.people["P05"]), []
    page.on("request", lambda request: asked.append(request.url))
    held = page.context.new_cdp_session(page)
    page.goto(topic.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "editor" in url]
    held.send("Network.enable")
    slow = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
    held.send("Network.emulateNetworkConditions", slow)
    field = page.locator("rich-text textarea")
    field.click()
    page.keyboard.type("Onder de kei")
    page.keyboard.press("ArrowLeft")
    assert field.is_visible(), "it is still on its way"
    surface = page.locator("rich-text [contenteditable=true]")
    surface.wait_for()
    expect(surface).to_be_focused()
    page.keyboard.type("!")
    expect(surface).to_have_text("Onder de ke!i")
    expect(field).to_be_hidden()
    expect(field).to_have_js_property("value", "<p>Onder de ke!i</p>")
    assert not [url for url in asked if "font" in url or url.endswith(".woff2")]
    assert not page.problems


@pytest.mark.parametrize("name", NAMES)
def test_what_was_copied_elsewhere_keeps_its_formatting(name, topic, world, open_page):
    """Also when it is pasted before the editor is there. A picture of the words comes with them, and is left alone."""
    page = open_page(world.people["P05"])
    page.goto(topic.get_absolute_url())
    page.wait_for_load_state("networkidle")
    page.locator("rich-text textarea").evaluate(PASTE_HTML, (PASTES / f"{name}.html").read_text())
    expect(page.locator("[data-pictures]")).to_contain_text("1 afbeelding")
    surface = page.locator("rich-text [contenteditable=true]")
    expect(surface.locator("li").first).to_be_visible()
    clean = (PASTES / f"{name}.clean.html").read_text()
    assert surface.locator("li").count() == clean.count("<li>")
    assert surface.locator("h3, h4").count() == clean.count("<h3>") + clean.count("<h4>")
    assert surface.locator("strong").all_inner_texts() == re.findall("<strong>(.*?)</strong>", clean)
    assert surface.locator("em").all_inner_texts() == re.findall("<em>(.*?)</em>", clean)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".post").last.locator("li").first).to_be_visible()
    assert not page.problems


def test_the_tools_are_one_stop_of_the_keyboard(topic, world, open_page):
    page = open_page(world.people["P05"])
    page.goto(topic.get_absolute_url())
    begin_to_write(page)
    page.keyboard.type("hei")
    page.keyboard.press("Control+a")
    tool = page.locator("rich-text [data-tool]")
    page.keyboard.press("Shift+Tab")
    expect(tool.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tool.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("rich-text [contenteditable=true] em")).to_have_text("hei")
    expect(tool.nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    expect(tool.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(tool.last).to_be_focused()
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_label("Adres", exact=True).fill("stad.gent")
    page.keyboard.press("Enter")
    expect(page.locator("rich-text [contenteditable=true] a")).to_have_attribute("href", "https://stad.gent")
    assert page.url.endswith(topic.get_absolute_url()), "the answer was not sent"
    assert not page.problems


def test_the_tools_fit_a_phone_and_its_thumbs(topic, world, open_page):
    page = open_page(world.people["P05"], width=390)
    page.goto(topic.get_absolute_url())
    begin_to_write(page)
    assert page.evaluate(TOO_SMALL, 44) == 0
    composer, field = (page.locator(one).bounding_box() for one in (".composer", "rich-text"))
    assert composer["x"] <= field["x"]
    assert field["width"] <= composer["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_picture_goes_where_the_cursor_is(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/new/")
    page.get_by_label("Je vraag of titel").fill("Hoe maakten jullie het afdak vast?")
    text = begin_to_write(page)
    page.keyboard.type("Zo staat het nu:")
    text.evaluate(PASTE, list(picture().read()))
    expect(page.locator("[data-pictures]")).to_contain_text("Vink aan dat")
    expect(page.get_by_label("Er staat geen kind herkenbaar op")).to_be_focused()
    assert text.locator("img").count() == 0
    page.keyboard.press("Space")
    placed = text.locator("figure img:not(.ProseMirror-separator)")
    expect(placed).to_have_count(1)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Afbeelding", exact=True).click()
    chosen.value.set_files({"name": "tweede.png", "mimeType": "image/png", "buffer": picture().read()})
    expect(placed).to_have_count(2)
    placed.last.click()
    page.get_by_role("button", name="Afbeelding", exact=True).click()
    page.get_by_label("Wat er op de foto staat, voor wie ze niet ziet").fill("Een afdak van wilgentenen")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("button", name="Plaats onderwerp").click()
    shown = page.locator(".post .rich-text img")
    expect(shown).to_have_count(2)
    expect(shown.last).to_have_attribute("alt", "Een afdak van wilgentenen")
    expect(shown.first).to_have_js_property("naturalWidth", 40)
    page.goto(page.locator("a[href$='/edit/']").first.get_attribute("href"))
    begin_to_write(page)
    tick = page.get_by_label("Er staat geen kind herkenbaar op")
    expect(tick).to_be_hidden()
    page.locator("[contenteditable=true]").evaluate(PASTE, list(picture().read()))
    expect(tick).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[contenteditable=true] figure img:not(.ProseMirror-separator)")).to_have_count(3)
    assert not page.problems


def test_a_picture_that_does_not_arrive_stands_there_until_it_does(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/new/")
    text = begin_to_write(page)
    page.context.set_offline(True)
    for name in ("tuin.png", "poort.png"):
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Afbeelding", exact=True).click()
        chosen.value.set_files({"name": name, "mimeType": "image/png", "buffer": picture().read()})
        if name == "tuin.png":
            expect(page.get_by_label("Er staat geen kind herkenbaar op")).to_be_focused()
            page.keyboard.press("Space")
        expect(page.get_by_role("button", name=f"Verstuur opnieuw: {name}")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Laat weg: poort.png").click()
    page.get_by_role("button", name="Verstuur opnieuw: tuin.png").click()
    expect(text.locator("figure img:not(.ProseMirror-separator)")).to_have_count(1)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    page.problems.clear()  # what the browser says of a connection that is away
