"""The planner in a browser: answers arrive in the grid by themselves, keys walk it, changes are checked at once."""

import re

import pytest
from playwright.sync_api import expect

from events.models import Availability, RotationPlan
from events.planning.links import signed_path

pytestmark = pytest.mark.browser
PLAN = "/meetings/plans/1/"


@pytest.fixture
def boss(world, open_page):
    page = open_page(world.people["P01"])
    page.goto(PLAN)
    return page


def test_the_grid_fills_while_organisations_answer(world, open_page, boss):
    boss.wait_for_selector("live-refresh[data-joined]", state="attached")
    expect(boss.get_by_text("3 van 5 antwoordden")).to_be_visible()
    row = boss.get_by_role("row", name=re.compile("^De Zandloper"))
    expect(row.get_by_role("button", name=re.compile("geen antwoord"))).to_have_count(6)
    row.get_by_role("button").first.focus()
    phone = open_page(world.people["P05"], width=390)
    phone.goto(signed_path(RotationPlan.objects.get(pk=1), world.people["P05"]))
    phone.get_by_role("radio", name="kan komen").first.check(
        force=True
    )  # every tap saves, also by the link in the mail
    expect(phone.get_by_text("Bewaard. Voor 5 data is er nog geen antwoord.")).to_be_visible()
    expect(row.get_by_role("button", name=re.compile("kan komen"))).to_have_count(1)
    expect(boss.get_by_text("3 van 5 antwoordden")).to_be_visible()
    phone.get_by_role("group", name="Alle data tegelijk").get_by_role("button", name="kan komen").click()
    expect(row.get_by_role("button", name=re.compile("kan komen"))).to_have_count(6)
    expect(boss.get_by_text("4 van 5 antwoordden")).to_be_visible()
    expect(row.get_by_role("button").first).to_be_focused()
    assert not boss.problems
    assert not phone.problems


def test_keys_walk_the_grid_and_change_fix_and_compare(world, boss):
    cells = boss.locator("button.cell")
    cells.first.focus()
    boss.keyboard.press("ArrowDown")
    boss.keyboard.press("End")
    boss.keyboard.press("ArrowLeft")
    at = boss.locator("button.cell:focus")
    expect(at).to_have_attribute("aria-label", re.compile("^Gezin & Buurt, .*liever niet"))
    boss.keyboard.press("Space")
    expect(boss.locator("#cell-menu button:focus")).to_have_text(re.compile("liever niet"))
    boss.keyboard.press("Escape")
    expect(at).to_have_attribute("aria-label", re.compile("^Gezin & Buurt, .*liever niet"))
    boss.keyboard.press("Space")
    boss.keyboard.press("4")
    expect(boss.locator("#cell-said")).to_contain_text("kan niet. Ingevuld door jou.")
    expect(at).to_have_attribute("aria-label", re.compile("kan niet$"))
    answer = Availability.objects.get(organisation=world.organisations["O6"], answer="no")
    assert answer.answered_by == world.people["P01"]
    expect(boss.get_by_text("Dit voorstel is ouder dan de antwoorden")).to_be_visible()
    boss.get_by_role("button", name="Maak ongedaan").click()
    expect(boss.locator("#cell-said")).to_contain_text("liever niet. Ingevuld door jou.")
    expect(at.or_(boss.locator('button.cell[tabindex="0"]'))).to_have_attribute(
        "aria-label", re.compile("liever niet$")
    )
    boss.locator('button.cell[tabindex="0"]').focus()
    boss.keyboard.press("Tab")  # the grid is one stop
    expect(boss.locator("button.cell:focus")).to_have_count(0)

    boss.locator("button.cell--turn").first.focus()
    boss.keyboard.press("l")
    expect(boss.locator("[data-lock]").first).to_have_attribute("aria-pressed", "true")
    boss.locator("button.cell--turn").first.focus()
    boss.keyboard.press("]")
    expect(boss.get_by_text("Er verandert niets tot je het neemt")).to_be_visible()
    boss.get_by_role("link", name="Terug naar het voorstel").click()
    assert RotationPlan.objects.get(pk=1).version == 1
    boss.locator("button.cell--turn").first.focus()
    boss.keyboard.press("x")
    expect(boss).to_have_url(re.compile(r"\?first=1#swap"))
    boss.wait_for_load_state()
    boss.get_by_label("Tweede beurt").select_option(index=2)
    expect(boss.locator("#swap [role=alert], #swap [role=status]")).to_be_visible()
    assert not boss.problems


def test_the_next_step_stands_at_the_foot_of_a_phone(world, open_page):
    phone = open_page(world.people["P01"], width=390)
    phone.goto(PLAN)
    button = phone.get_by_role("button", name="Deel met de gastheren")
    expect(button).to_have_count(1)
    expect(button).to_be_in_viewport()
    button.click()
    expect(phone.get_by_role("button", name="Publiceer en nodig uit")).to_be_in_viewport()


def test_the_planner_without_scripts(world, open_page):
    page = open_page(world.people["P01"], javascript=False)
    page.goto(PLAN)
    page.get_by_role("button", name=re.compile("^De Zandloper, .*geen antwoord")).first.click()
    page.locator("#cell-menu").get_by_role("button", name="kan ontvangen").click()
    expect(page.get_by_text("kan ontvangen. Ingevuld door jou.")).to_be_visible()
    page.get_by_label("Tweede beurt").select_option(index=2)
    page.get_by_role("button", name="Wat zou er veranderen?").click()
    expect(page.get_by_text("Deze ruil kan niet.")).to_be_visible()
    page.get_by_role("link", name="Minste reizen", exact=True).click()
    page.get_by_role("button", name="Neem dit voorstel").click()
    expect(page.get_by_role("link", name="versie 1")).to_be_visible()
