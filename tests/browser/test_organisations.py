"""An organisation is found on the map, added when it is missing, and asked for a room; with a script and without."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.organisations.models import FacilityRequest, Organisation

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_from_looking_around_to_a_room(javascript, world, open_page):
    page = open_page(world.people["P07"], javascript=javascript, width=390)
    page.goto("/organisations/")
    page.get_by_label("Waarover, of welke naam?").fill("buitenspel")
    page.get_by_label("Rond").fill("Lokern")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Bedoel je Lokeren?").click()
    rows = page.locator(".hit")
    expect(rows).to_have_count(4)
    assert rows.locator(".hit__distance b").all_inner_texts() == ["11,3", "12,5", "18,7", "20,0"]
    page.locator(".chart a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hit:target")).to_contain_text("De Wolkenboot")
    page.get_by_role("link", name="Stedelijke Kinderopvang De Wolkenboot", exact=True).click()
    page.locator("a[href$='/ask/']").first.click()
    day = timezone.localdate() + dt.timedelta(days=12)
    page.get_by_label("Dag", exact=True).fill(day.isoformat())
    page.get_by_text("in de voormiddag").click()
    page.get_by_label("Waarvoor").fill("Met acht, om te oefenen")
    page.get_by_role("button", name="Verstuur je vraag").click()
    expect(page.get_by_text("wacht op antwoord")).to_be_visible()
    assert FacilityRequest.objects.get().day == day


def test_what_is_missing_is_added_after_what_looks_like_it(world, open_page):
    page = open_page(world.people["P05"], width=1280)
    page.goto("/organisations/?q=wolkenboot+twee")
    page.get_by_role("link", name="Voeg een organisatie toe").click()
    page.get_by_label("Gemeente").fill("Aalst")
    page.get_by_label("Soort").select_option("school")
    page.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.get_by_role("heading", name="Is het een van deze?")).to_be_visible()
    page.get_by_role("button", name="Nee, voeg een nieuwe toe").click()
    expect(page.get_by_text("Een lid heeft deze organisatie toegevoegd")).to_be_visible()
    assert Organisation.objects.get(slug="wolkenboot-twee").proposed_by == world.people["P05"]
