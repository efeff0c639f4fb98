"""Who prepares a meeting changes its programme; it shows on the open page of another, who is typing there."""

import pytest
from playwright.sync_api import expect

from events.places.actions.answers import answer_meeting
from events.programme.actions import save_programme
from tests.browser.test_breaks import cut

pytestmark = [pytest.mark.browser, pytest.mark.once]
TYPED = "Leuven, aan het station"


@pytest.fixture
def meeting(world):
    return world.networks["N1"].meetings.get(pk=5)


@pytest.fixture
def reading(world, meeting, open_page):
    """Somebody has the page of the meeting open, and is filling in a ride."""
    answer_meeting(actor=world.people["P10"], meeting=meeting, answer="in_person")
    page = open_page(world.people["P10"])
    page.goto(meeting.get_absolute_url())
    page.wait_for_selector("live-refresh[data-joined]", state="attached")
    page.locator("section:has(#rides) summary").click()
    page.locator("section:has(#rides) input[name=start]").fill(TYPED)
    return page


def kept(page) -> None:
    expect(page.locator("section:has(#rides) input[name=start]")).to_have_value(TYPED)
    assert not page.problems


def test_a_part_that_was_renamed_and_a_method_that_was_added(world, meeting, reading, open_page):
    boss = open_page(world.people["P01"])
    boss.goto(f"{meeting.get_absolute_url()}programme/")
    boss.locator("input[name=part-0-title]").fill("Welkom aan de poort")
    boss.get_by_role("button", name="Bewaar het programma").click()
    programme = reading.locator("section:has(#programme)")
    expect(programme).to_contain_text("Welkom aan de poort")
    parts = programme.locator("li")
    before = parts.count()
    boss.get_by_role("button", name="Voeg toe").click()
    expect(parts).to_have_count(before + 1)
    kept(reading)


def test_a_programme_that_was_emptied_and_one_that_was_written(world, meeting, reading):
    boss = world.people["P01"]
    save_programme(actor=boss, meeting=meeting, rows=[])
    expect(reading.locator("#programme")).to_have_count(0)
    expect(reading.locator('.jump [href="#programme"]')).to_be_hidden()
    save_programme(actor=boss, meeting=meeting, rows=[{"title": "Toch iets", "minutes": 30}])
    expect(reading.locator("section:has(#programme)")).to_contain_text("Toch iets")
    expect(reading.locator('.jump [href="#programme"]')).to_be_visible()
    kept(reading)


def test_what_changed_while_the_page_was_away(world, meeting, reading):
    with reading.expect_event("websocket"):
        cut()
        save_programme(
            actor=world.people["P01"], meeting=meeting, rows=[{"title": "Intussen gewijzigd", "minutes": 30}]
        )
    expect(reading.locator("section:has(#programme)")).to_contain_text("Intussen gewijzigd")
    kept(reading)
