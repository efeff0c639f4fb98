"""Single keys: they lead somewhere outside fields, and can be switched off."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_single_keys_lead_and_can_be_switched_off(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/")
    page.wait_for_load_state("networkidle")
    rows = page.locator("main .row a.cover, main .row__title a")
    page.keyboard.press("j")
    expect(rows.first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("boomstam")
    hit = page.locator("#palette-hits [role=option]")
    hit.first.wait_for()
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", hit.first.get_attribute("id") or "")
    expect(hit.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/chat/"))
    page.wait_for_load_state("networkidle")
    page.locator("h1").click(force=True)
    page.keyboard.press("?")
    page.get_by_label("Gebruik losse toetsen op dit toestel").uncheck()
    page.get_by_role("button", name="Sluit").click()
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.goto("/more/")
    page.get_by_role("button", name="Toetsen").click()
    expect(page.get_by_label("Gebruik losse toetsen op dit toestel")).not_to_be_checked()
    assert not page.problems


def test_letters_do_what_stands_on_the_page(world, open_page):
    page = open_page(world.people["P05"])
    page.goto("/forum/board/buiten-is-beter/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"/forum/\d+/"))
    page.wait_for_load_state("networkidle")
    follow = page.locator("[data-key=f]")
    before = follow.get_attribute("aria-pressed")
    with page.expect_navigation():
        page.keyboard.press("f")
    expect(page.locator("[data-key=f]")).not_to_have_attribute("aria-pressed", before or "")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("r")
    field = page.locator("#composer [contenteditable=true]")
    expect(field).to_be_focused()
    assert field.inner_text().strip() == ""
    page.locator("h1").click()
    field.evaluate("e => e.blur()")
    words = page.locator(".post .rich-text p").first
    words.evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("q")
    expect(field.locator("blockquote")).to_contain_text(words.inner_text()[:40])
    page.goto("/forum/board/buiten-is-beter/")
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.keyboard.press("Shift+E")
    expect(page.locator(".topics__row.new")).to_have_count(0)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/new/"))
    assert not page.problems


def test_arrows_lead_to_the_next_unread_conversation(world, open_page):
    reader = world.people["P05"]
    page = open_page(reader)
    page.goto("/chat/")
    page.wait_for_load_state("networkidle")
    unread = page.locator(".room--new")
    first = unread.first.get_attribute("href")
    page.keyboard.press("Alt+ArrowDown")
    expect(page).to_have_url(re.compile(f"{first}$"))
    assert not page.problems
