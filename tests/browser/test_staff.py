"""Staff invite somebody, who says where they work; who acts for the organisation confirms it."""

import re

import pytest
from playwright.sync_api import expect

from community.members.models import User

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_from_an_invitation_to_a_confirmed_place(world, open_page):
    staff = open_page(world.people["P04"])
    staff.goto("/today/")
    staff.get_by_role("link", name="Beheer").first.click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Beheer")
    staff.get_by_role("link", name=re.compile("^Nodig uit")).click()
    staff.get_by_label("Naam", exact=True).fill("Hanne Droomers")
    staff.get_by_label("E-mailadres", exact=True).fill("hanne@voorbeeld.example.org")
    staff.get_by_role("button", name=re.compile("Maak het account")).click()
    expect(staff.get_by_role("heading", name="Hanne Droomers")).to_be_visible()
    assert not staff.problems

    own = open_page(User.objects.get(email="hanne@voorbeeld.example.org"), width=390)
    own.goto("/organisations/my/workplace/")
    field = own.get_by_label("Organisatie")
    field.press_sequentially("zandl")
    expect(own.locator("datalist option")).to_have_count(1)
    field.fill(own.locator("datalist option").get_attribute("value"))
    own.get_by_label(re.compile("Wat doe je er")).fill("begeleider")
    own.get_by_role("button", name="Vraag bevestiging").click()
    expect(own.get_by_text("nog te bevestigen")).to_be_visible()
    assert not own.problems

    contact = open_page(world.people["P05"])
    contact.goto("/today/")
    contact.get_by_role("link", name=re.compile("Hanne Droomers zegt te werken")).click()
    contact.get_by_role("button", name="Ja, bevestig").click()
    expect(contact.get_by_text("Het is bevestigd")).to_be_visible()
    own.reload()
    expect(own.get_by_text("bevestigd door Noor Voorbeeld")).to_be_visible()
    own.get_by_role("link", name="Ik verander van werk").click()
    own.get_by_label("Laatste werkdag").fill("31 december 2026")
    own.get_by_role("button", name="Geef het door").click()
    expect(own.get_by_text("laatste werkdag donderdag 31 december")).to_be_visible()
    assert not own.problems + contact.problems
