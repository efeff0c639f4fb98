"""S3-01 from nothing: a facilitator at a desk starts a network, and who is invited comes in on a phone."""

import re

import pytest
from playwright.sync_api import expect

from community.networks.models import Network
from community.notifications.models import OutgoingMail
from tests.browser.test_access import violations
from tests.factories import UserFactory

pytestmark = pytest.mark.browser
MOST_SCREENS = 12
CHOSEN = ("zandloper", "wolkenboot", "rijkhout", "techniekpoort")
PEOPLE = "\n".join(
    f"{name} {family};{name.lower()}@{domain}.example.org;{place}"
    for name, family, domain, place in [
        ("Ann", "Peeters", "zand", "De Zandloper"), ("Bo", "Claes", "zand", "De Zandloper"),
        ("Cas", "Maes", "wolk", "De Wolkenboot"), ("Dana", "Wouters", "wolk", "De Wolkenboot"),
        ("Eli", "Jacobs", "rijk", "Rijkhout"), ("Fee", "Mertens", "techniek", "Techniekpoort"),
        ("Gus", "Willems", "taal", "Taalpunt Dender"), ("Hanne", "Goossens", "taal", "Taalpunt Dender"),
    ]
)  # fmt: skip
WORDS = {
    "nl": ("Start en nodig 8 mensen uit", "begonnen, 8 mensen uitgenodigd", "0 van 8 binnen", "is binnen"),
    "en": ("Start and invite 8 people", "begun, 8 people invited", "0 of 8 in", "is in"),
}


def counted(page) -> list[str]:
    """The addresses of the pages that are opened from now on; what a page asks for itself is none."""
    opened = []
    page.on("response", lambda answer: note(answer, opened))
    return opened


def note(answer, opened) -> None:
    if answer.request.is_navigation_request() and answer.status == 200:
        opened.append(answer.url)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_nothing_to_five_organisations_and_eight_people(world, open_page, address, settings, language):
    settings.SITE_URL = address
    button, begun, nobody, inside = WORDS[language]
    boss = world.people["P01"]
    boss.beginnings.all().delete()
    boss.language = language
    boss.save()
    desk = open_page(boss, locale=f"{language}-BE")
    desk.goto("/networks/")
    opened, wrong = counted(desk), []

    desk.locator("a[href='/networks/new/']").click()
    wrong += violations(desk)
    desk.locator("#id_name").fill("Taal op de werkvloer")
    desk.locator("#id_purpose").fill("Hoe leren collega’s Nederlands terwijl ze werken?")
    desk.locator(".beginning__go .button--main").click()

    for letters in CHOSEN:
        desk.locator("#id_q").press_sequentially(letters)
        desk.locator(".found .option").first.click()
        expect(desk.locator("#id_q")).to_have_value("")
    desk.locator("#id_q").press_sequentially("Taalpunt Dender")
    make = desk.locator(".make")
    make.locator("[name=municipality]").fill("Aalst")
    make.locator("[name=kind]").select_option("national_training_institution")
    wrong += violations(desk)
    make.locator("button[value=make]").click()
    desk.locator(".beginning__go .button--main").click()

    desk.locator("#id_text").fill(PEOPLE)
    desk.locator("button[value=read]").click()
    expect(desk.locator(".ready tbody tr")).to_have_count(8)
    wrong += violations(desk)
    desk.locator(".beginning__go .button--main").click()
    wrong += violations(desk)
    desk.get_by_role("button", name=button).click()
    expect(desk.get_by_text(begun)).to_be_visible()
    expect(desk.get_by_text(nobody)).to_be_visible()
    wrong += violations(desk)

    assert len(opened) <= MOST_SCREENS, opened
    assert wrong == []
    network = Network.objects.get(slug="taal-op-de-werkvloer")
    assert network.current_organisations.count() == 5
    assert network.invitations.count() == 8

    # Somebody who is invited, without an account, comes in on a phone; somebody else finds nothing there.
    mail = OutgoingMail.objects.get(to="gus@taal.example.org")
    phone = open_page(width=390, locale=f"{language}-BE")
    phone.goto(re.search(r"/networks/invitation/[\w-]+/", mail.text)[0])
    phone.locator("#id_email").fill("gus@taal.example.org")
    phone.locator("main .button--main").click()
    phone.wait_for_url(f"**/{network.slug}/**")
    phone.goto(network.get_absolute_url())
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Taal op de werkvloer")
    part = network.participants.get(user__email="gus@taal.example.org")
    assert (part.role, part.organisation.name) == ("member", "Taalpunt Dender")
    desk.reload()
    expect(desk.get_by_text(inside, exact=True)).to_be_visible()
    outsider = open_page(UserFactory(), width=390)
    for path in (
        f"/forum/network/{network.slug}/",
        f"/chat/network/{network.slug}/",
        f"/meetings/network/{network.slug}/",
        f"/networks/{network.slug}/members/",
    ):
        assert outsider.goto(path).status in (403, 404), path
    assert desk.problems == []


def test_a_concept_is_written_without_scripts(world, open_page):
    boss = world.people["P01"]
    boss.beginnings.all().delete()
    page = open_page(boss, width=390, javascript=False)
    page.goto("/networks/new/")
    page.locator("#id_name").fill("Zonder script")
    page.locator("#id_purpose").fill("Kan het ook zo?")
    page.locator(".beginning__go .button--main").click()
    page.locator("#id_q").fill("rijkhout")
    page.locator("form[role=search] button").click()
    page.locator(".found .option").first.click()
    expect(page.get_by_role("heading", name="1 organisatie")).to_be_visible()
    page.locator(".beginning__go .button--main").click()
    page.locator("#id_text").fill("Eli Jacobs, eli@rijk.example.org, Rijkhout")
    page.locator("button[value=read]").click()
    page.locator(".beginning__go .button--main").click()
    page.get_by_role("button", name="Start, nodig later uit").click()
    expect(page.get_by_text("1 persoon wacht op een uitnodiging")).to_be_visible()
    page.get_by_role("button", name="Nodig hen uit").click()
    expect(page.get_by_text("begonnen, 1 persoon uitgenodigd")).to_be_visible()
