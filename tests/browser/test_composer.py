"""Writing: a picture that is pasted or chosen lands in the text, after the privacy question."""

import pytest
from playwright.sync_api import expect

from tests.house import picture

pytestmark = pytest.mark.browser
PASTE = """(surface, bytes) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], "afdak.png", { type: "image/png" }));
  surface.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def test_a_picture_goes_where_the_cursor_is(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/new/")
    page.locator("form[data-editor-ready]").wait_for()
    page.get_by_label("Je vraag of titel").fill("Hoe maakten jullie het afdak vast?")
    text = page.locator("[contenteditable=true]")
    text.click()
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
    page.locator("form[data-editor-ready]").wait_for()
    tick = page.get_by_label("Er staat geen kind herkenbaar op")
    expect(tick).to_be_hidden()
    page.locator("[contenteditable=true]").evaluate(PASTE, list(picture().read()))
    expect(tick).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[contenteditable=true] figure img:not(.ProseMirror-separator)")).to_have_count(3)
    assert not page.problems
