"""Around a meeting without a script, and without a mouse."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_a_meeting_without_script(world, open_page):
    page = open_page(world.people["P10"], javascript=False)
    page.goto("/meetings/5/")
    page.get_by_role("button", name=re.compile("Ik kom")).click()
    expect(page.get_by_text("Je komt", exact=True)).to_be_visible()
    page.get_by_text("Heb je daar iets nodig?").click()
    page.get_by_label("Geen drempels of trappen").check()
    page.get_by_role("button", name="Bewaar wat ik nodig heb").click()
    expect(page.get_by_text("Vink aan dat de gastheer dit als totaal mag zien").first).to_be_visible()
    expect(page.get_by_label("Geen drempels of trappen")).to_be_checked()
    page.get_by_label(re.compile("De gastheer mag dit als totaal zien")).check()
    page.get_by_role("button", name="Bewaar wat ik nodig heb").click()
    expect(page.get_by_text("Een week na de bijeenkomst is het weg")).to_be_visible()
    page.get_by_role("button", name="Rij mee").click()
    expect(page.get_by_role("button", name="Je gaat mee")).to_be_visible()
    page.goto("/meetings/2/notes/")
    page.get_by_label("Notitie").fill("Zonder script genoteerd.")
    page.get_by_role("button", name="Voeg notitie toe").click()
    expect(page.locator("#notes")).to_contain_text("Zonder script genoteerd.")


def test_a_meeting_without_a_mouse(world, open_page):
    page = open_page(world.people["P10"])
    page.goto("/meetings/5/")

    def tab_to(name: str) -> None:
        for _ in range(90):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                "document.activeElement.innerText || document.activeElement.ariaLabel || ''"
            )
            if name in shown:
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", name
                return
        raise AssertionError(f"{name} is not reached by keyboard")

    tab_to("Naar de inhoud")
    page.keyboard.press("Enter")
    tab_to("Ik kom")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je komt", exact=True)).to_be_visible()
    page.reload()
    tab_to("Heb je daar iets nodig?")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Geen drempels of trappen")).to_be_visible()
    page.goto("/meetings/12/swap/")
    page.keyboard.press("Tab")
    first = page.get_by_role("radio").first
    for _ in range(60):
        if first.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    assert not page.problems


def test_what_is_chosen_shows_in_forced_colours(world, open_page):
    outline = "element => getComputedStyle(element).outlineStyle"
    page = open_page()
    page.emulate_media(forced_colors="active")
    page.goto("/")
    languages = page.locator(".languages button")
    assert [languages.nth(n).evaluate(outline) for n in range(2)] == ["solid", "none"]
    page = open_page(world.people["P10"])
    page.emulate_media(forced_colors="active")
    page.goto("/meetings/5/")
    page.get_by_role("button", name=re.compile("Ik kom")).click()
    chosen = page.locator("#rsvp [aria-pressed]")
    expect(page.get_by_role("button", name=re.compile("Ik kom"))).to_have_attribute("aria-pressed", "true")
    shown = {(one.get_attribute("aria-pressed"), one.evaluate(outline)) for one in chosen.all()}
    assert shown == {("true", "solid"), ("false", "none")}
