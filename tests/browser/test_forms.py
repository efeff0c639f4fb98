"""Any form: what is typed in it outlives the session, with a script and without, and what is wrong with it is found."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from community.organisations.actions import affiliate
from community.organisations.models import Organisation
from events.models import CaseRecord, Inspiration, Meeting
from events.questions.actions import answer_question, ask_question
from tests.browser.test_access import violations
from tests.browser.test_words import WORDS, end_sessions, sign_in, unheard

pytestmark = pytest.mark.browser


@pytest.fixture
def held(world) -> Meeting:
    """A meeting at which Noor was, who speaks for her organisation."""
    meeting = Meeting.objects.past().filter(network=world.networks["N1"]).first()
    noor = world.people["P05"]
    meeting.attendances.update_or_create(user=noor, defaults={"answer": "in_person", "attended": True})
    affiliate(actor=world.admin, person=noor, organisation=own(meeting, noor), role="host_contact")
    return meeting


def own(meeting, noor) -> Organisation:
    return meeting.network.participants.get(user=noor).organisation


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_words_in_any_form_outlive_the_session_and_are_sent_once(javascript, held, open_page, world):
    noor = world.people["P05"]
    places = [
        (f"/meetings/{held.pk}/look-back/", "#home_text", "Bewaar het voor mij", Inspiration, "text"),
        (f"/organisations/{own(held, noor).slug}/edit/", "#id_story", "Bewaar organisatie", Organisation, "story"),
        (f"/meetings/{held.pk}/cases/", "#id_situation", "Bewaar voor wie er is", CaseRecord, "situation"),
    ]  # fmt: skip
    page = open_page(noor, javascript=javascript)
    for url, field, button, model, column in places:
        page.goto(url)
        if model is CaseRecord:
            page.locator("#id_question").fill("Wanneer grijp je in?")
            page.locator("#id_anonymous").check()
        page.locator(field).fill(WORDS)
        end_sessions()
        page.get_by_role("button", name=button, exact=True).click()
        expect(page).to_have_url(re.compile("/account/login/"))
        sign_in(page)
        expect(page.get_by_role("heading", name="Dit wilde je net versturen")).to_be_visible()
        expect(page.locator(".draft__words")).to_contain_text(WORDS)
        assert not model.objects.filter(**{column: WORDS}).exists()
        page.get_by_role("button", name="Verstuur het nu").click()
        expect(page).not_to_have_url(re.compile("/files/"))
        assert model.objects.filter(**{column: WORDS}).count() == 1
        page.goto("/files/drafts/")
        expect(page.get_by_text("Hier wacht niets van jou")).to_be_visible()
    assert not unheard(page)


def test_a_refused_form_begins_at_what_is_wrong(held, open_page, world):
    held.pulse_given.filter(user=world.people["P05"]).delete()
    page = open_page(world.people["P05"], width=390)
    page.goto(f"/meetings/{held.pk}/cases/")
    page.locator("#id_insights").fill(WORDS)
    page.get_by_role("button", name="Bewaar voor wie er is").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(page.locator("#id_insights")).to_have_value(WORDS)
    assert violations(page) == []
    summary.get_by_role("link", name=re.compile("Vraag:")).click()
    expect(page.locator("#id_question")).to_be_focused()
    expect(page.locator("#id_question")).to_have_attribute("aria-invalid", "true")
    page.goto(f"/meetings/{held.pk}/look-back/")
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.locator("[data-errors]")).to_be_focused()
    assert violations(page) == []


def test_an_answer_that_was_refused_stays_when_there_is_news(held, open_page, world):
    coming = Meeting.objects.upcoming().filter(network=held.network).first()
    asked = ask_question(
        actor=world.people["P06"], meeting=coming, text="Is er een pad?", client_id=uuid.uuid4()
    )
    page = open_page(world.people["P01"])
    page.goto(f"/meetings/{coming.pk}/questions/")
    field = page.locator(f"#a{asked.pk}_answer")
    field.fill(WORDS)
    answer_question(actor=world.people["P02"], question=asked, text="Ja, tot aan de poort.")
    page.locator(f"#q{asked.pk}").get_by_role("button", name="Plaats het antwoord").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(field).to_have_value(WORDS)
    typed_in = "import('vonder/parts').then((parts) => parts.isTypedIn(document.getElementById('questions')))"
    assert page.evaluate(typed_in) is True
