"""From the link in an invitation to the first post, on a phone: counted, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from community.members.models import User
from community.networks import actions as networks
from community.organisations.models import Organisation
from forum.models import Topic
from tests.browser.test_access import violations

pytestmark = pytest.mark.browser
MAIL = "hanne@wolkenboot.example.org"
MOST_SCREENS = 8


def invite(world) -> str:
    network = world.networks["N1"] if "N1" in world.networks else next(iter(world.networks.values()))
    organisation = Organisation.objects.get(slug="de-wolkenboot")
    boss = network.participants.active().facilitators().first().user
    return networks.invite(actor=boss, network=network, email=MAIL, organisation=organisation)[1]


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_link_to_the_first_post(javascript, world, open_page):
    token = invite(world)
    page = open_page(width=390, javascript=javascript)
    screens = []

    def look() -> None:
        """One more screen, on which nothing is wrong and nothing scrolls sideways."""
        heading = page.get_by_role("heading", level=1).inner_text()
        screens.append(heading)
        if javascript:
            assert not page.problems, heading
            assert violations(page) == [], heading
            page.problems.clear()  # axe fetches and styles things itself
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, heading

    page.goto(f"/networks/invitation/{token}/")
    look()
    page.get_by_label("Je e-mailadres").fill(MAIL)
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom, wie ben je?")
    look()
    page.get_by_label("Je naam").fill("Hanne Droomers")
    page.locator(".chips label", has_text="Pools").click()
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar werk je?")
    look()
    page.get_by_label("Wat doe je er?").fill("kinderbegeleider, groep van 2 tot 3 jaar")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een foto van jou?")
    look()
    page.get_by_role("button", name="Sla over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat wil je horen?")
    look()
    page.get_by_role("button", name="Kom binnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent over, Hanne")
    look()
    page.get_by_role("button", name="Ik kom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent over, Hanne")
    page.get_by_label("Wat wil je hier leren?").fill("Ik wil weten wanneer ik een peuter laat klimmen.")
    page.get_by_role("button", name="Plaats je zin").click()
    expect(page).to_have_url(re.compile("/forum/"))
    expect(page.get_by_text("Ik wil weten wanneer ik een peuter laat klimmen.").first).to_be_visible()
    assert len(screens) <= MOST_SCREENS, screens
    assert not page.problems
    person = User.objects.get(email=MAIL)
    assert Topic.objects.get(author=person).board.network.participants.filter(user=person).exists()
    assert person.attendances.get().answer == "in_person"
