"""A facilitator keeps a network going from its settings, on a desk; who asks to join reads the answer on a phone."""

import pytest
from playwright.sync_api import expect

from community.networks.models import JoinRequest, Network, Participant

pytestmark = pytest.mark.browser
SETTINGS = "/networks/buiten-is-beter/settings/"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_role_is_changed_beside_the_name(javascript, open_page, world):
    page = open_page(world.people["P01"], javascript=javascript)
    page.goto(SETTINGS + "people/")
    row = page.locator("tr", has_text="Lies Verzonnen")
    row.locator("select").select_option("secretary")
    if not javascript:
        row.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_text("Lies Verzonnen: Secretaris.")).to_be_visible()
    lies = Participant.objects.get(network__slug="buiten-is-beter", user__name="Lies Verzonnen")
    assert lies.role == "secretary"
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator("tr", has_text="Lies Verzonnen").locator("select")).to_have_value("member")
    assert not page.problems


def test_what_a_role_may_unfolds(open_page, world):
    page = open_page(world.people["P01"])
    page.goto(SETTINGS + "people/")
    page.get_by_text("Wat mag welke rol?").first.click()
    row = page.get_by_role("row", name="mensen en organisaties verwijderen")
    expect(row.get_by_role("cell")).to_have_text(["ja", "nee", "nee", "nee", "nee", "nee"])


def test_a_no_is_written_on_a_desk_and_read_on_a_phone(open_page, world):
    page = open_page(world.people["P01"])
    asked = JoinRequest.objects.get(user=world.people["P11"])
    page.goto(SETTINGS + "joining/")
    row = page.locator(".request", has_text="Peter Schijnens")
    row.get_by_text("Wijs af", exact=True).click()
    row.get_by_role("button", name="Wijs af en verstuur").click()
    expect(page.get_by_text("Schrijf wat ze lezen. Zeg ook wat wel kan.").first).to_be_visible()
    page.get_by_label("Wat leest Peter?").fill(
        "Dit netwerk is voor wie met kinderen werkt. Lees ons artikel."
    )
    page.locator(".request", has_text="Peter Schijnens").get_by_role(
        "button", name="Wijs af en verstuur"
    ).click()
    expect(page.get_by_text("Je antwoord is verstuurd aan Peter Schijnens.")).to_be_visible()
    phone = open_page(world.people["P11"], width=390)
    phone.goto(asked.get_absolute_url())
    expect(phone.get_by_text("Dit netwerk is voor wie met kinderen werkt.")).to_be_visible()
    assert not phone.problems


def test_a_network_is_closed_and_reopened(open_page, world):
    page = open_page(world.people["P01"])
    page.goto(SETTINGS + "closing/")
    page.get_by_label("Een woord aan allen").fill("Dank jullie wel.")
    page.get_by_role("button", name="Sluit het netwerk af").click()
    expect(page.get_by_text("Er staat nog iets open.").first).to_be_visible()
    expect(page.get_by_label("Een woord aan allen")).to_have_value("Dank jullie wel.")
    page.get_by_label("Wat nog openstaat, mag zo blijven").check()
    page.get_by_role("button", name="Sluit het netwerk af").click()
    expect(page.get_by_text("Het netwerk is afgesloten. Alles blijft leesbaar.")).to_be_visible()
    page.get_by_role("link", name="Over heropenen").click()
    page.get_by_role("button", name="Heropen het netwerk").click()
    expect(page.get_by_text("Het netwerk loopt weer.")).to_be_visible()
    assert Network.objects.get(slug="buiten-is-beter").closed_at is None
