"""The walking path from end to end: a visitor becomes a member, and a meeting gets into the calendar."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from icalendar import Calendar
from playwright.sync_api import expect

from community.members.models import User
from events.models import Meeting
from tests.browser.writing import begin_to_write
from tests.house import picture

pytestmark = pytest.mark.browser
ARTICLE = "Afwegen in plaats van verbieden: risicovol buitenspel"


def last_mail(to: str, containing: str):
    found = [m for m in mail.outbox if m.to == [to] and containing in m.body + m.subject]
    assert found, [(m.to, m.subject) for m in mail.outbox]
    return found[-1]


def test_from_reading_an_article_to_the_calendar(world, open_page, address, settings, tmp_path):
    settings.SITE_URL = address

    # A visitor reads, finds the network, and makes an account with a code from the mail.
    page = open_page()
    page.goto("/")
    page.get_by_role("link", name=ARTICLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ARTICLE)
    page.get_by_role("link", name="Buiten is beter").click()
    page.get_by_role("link", name="Vraag om mee te doen").click()
    page.get_by_role("link", name="Maak er een").click()
    page.get_by_label("Je naam").fill("Fien Nieuwkomer")
    page.get_by_label("E-mail").fill("fien@example.org")
    page.get_by_label("Wachtwoord").fill("een-lang-genoeg-woord")
    page.get_by_role("button", name="Maak account").click()
    expect(page).to_have_url(re.compile("confirm-email"))
    code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{2,4}\b", last_mail("fien@example.org", "code").body)[0]
    page.locator("input[name=code]").fill(code)
    page.get_by_role("button", name=re.compile("Bevestig|Confirm")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag om mee te doen")
    page.get_by_label("Wat wil je hier leren?").fill("Hoe jullie klimmen bespreken met ouders.")
    page.get_by_label("Wat breng je mee?").fill("Een grote tuin.")
    page.get_by_role("button", name="Verstuur je vraag").click()
    expect(page.get_by_text("wacht op antwoord")).to_be_visible()

    # The facilitator lets her in.
    boss = open_page(world.people["P01"])
    boss.goto("/today/")
    boss.get_by_role("link", name=re.compile("Fien Nieuwkomer vraagt")).click()
    asking = boss.locator("li").filter(has_text="Fien Nieuwkomer").last
    asking.get_by_role("button", name="Neem aan als lid").click()
    expect(boss.get_by_text("Je antwoord is verstuurd aan Fien Nieuwkomer.")).to_be_visible()
    fien = User.objects.get(email="fien@example.org")
    assert EmailAddress.objects.get(user=fien).verified

    # She asks a question with a picture.
    page.goto("/networks/buiten-is-beter/")
    page.get_by_role("link", name="Nieuw onderwerp").click()
    page.get_by_label("Je vraag of titel").fill("Regenlaarzen in de gang?")
    begin_to_write(page).fill("Waar laten jullie twintig paar laarzen?")
    photo = tmp_path / "gang.png"
    photo.write_bytes(picture(size=(300, 200)).read())
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("Er staat geen kind herkenbaar op").check()
    page.get_by_role("button", name="Plaats onderwerp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regenlaarzen in de gang?")
    shown = page.locator(".post .rich-text img")
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 300)
    topic_url = page.url
    page.wait_for_selector("live-topic[data-joined]")

    # An answer arrives live in her browser.
    tarik = open_page(world.people["P06"])
    tarik.goto(topic_url)
    begin_to_write(tarik).fill("Op een rek naast de deur, @fien-nieuwkomer.")
    tarik.get_by_role("button", name="Plaats antwoord").click()
    expect(tarik.locator("#p2")).to_contain_text("Op een rek")
    page.get_by_role("button", name="1 nieuw antwoord").click()
    expect(page.locator("#p2")).to_contain_text("Op een rek naast de deur")
    expect(page.locator(".rail [data-count=bell]")).not_to_have_text("0")
    assert "noemt je in" in last_mail("fien@example.org", "Regenlaarzen").subject

    # They chat.
    for who in (page, tarik):
        who.goto("/networks/buiten-is-beter/")
        who.get_by_label("Buiten is beter").get_by_role("link", name="Chat").click()
        who.wait_for_selector("chat-room[data-joined]")
    page.get_by_label("Je bericht", exact=True).fill("Dank je, Tarik <3")
    page.keyboard.press("Enter")
    expect(tarik.locator(".message").last).to_contain_text("Dank je, Tarik <3")
    expect(page.locator(".message", has_text="Dank je, Tarik")).to_have_count(1)
    expect(page.locator(".message--wait")).to_have_count(0)
    page.get_by_label("Je bericht", exact=True).fill("Vergissing")
    page.keyboard.press("Enter")
    expect(tarik.locator(".message").last).to_contain_text("Vergissing")
    page.get_by_label("Haal je bericht weg").last.click()
    expect(tarik.get_by_text("Vergissing")).to_have_count(0)

    # Noor answers the availability request from the mail, without signing in.
    asked = last_mail("noor@demo.vonder.example", "ontvangen")
    link = re.search(rf"{address}\S+availability\S+", asked.body)
    assert link is None or address in link[0]
    path = re.search(r"/meetings/availability/\S+/", asked.body)[0]
    phone = open_page(width=390)
    phone.goto(path)
    phone.get_by_role("group", name="Alle data tegelijk").get_by_role("button", name="kan ontvangen").click()
    expect(phone.get_by_text("zijn bewaard. Je kunt ze nog veranderen")).to_be_visible()

    # The facilitator makes the proposal and publishes it.
    boss.goto("/meetings/plans/1/")
    expect(boss.get_by_role("heading", name="Dit voorstel is ouder dan de antwoorden")).to_be_visible()
    boss.get_by_role("button", name="Bereken opnieuw").first.click()
    expect(boss.locator(".steps")).to_contain_text("versie 2")
    expect(boss.get_by_role("heading", name="Het voorstel")).to_be_visible()
    expect(boss.locator(".stops li")).to_have_count(3)
    boss.get_by_role("button", name="of publiceer zonder te vragen").click()
    boss.get_by_role("button", name="Publiceer en nodig iedereen uit").click()
    expect(boss.get_by_text("De beurtrol is gepubliceerd")).to_be_visible()

    # Fien sees the rotation and her invitation, says yes, and finds it in her calendar.
    invitation = next(m for m in reversed(mail.outbox) if m.to == ["fien@example.org"] and m.alternatives)
    part = next(a for a in invitation.alternatives if a.mimetype.startswith("text/calendar"))
    assert "method=PUBLISH" in part.mimetype  # all dates of the year, in one mail
    page.goto("/meetings/network/buiten-is-beter/")
    page.get_by_role("link", name=re.compile("Beurtrol")).click()
    expect(page.get_by_role("heading", name="De beurtrol")).to_be_visible()
    meeting = Meeting.objects.filter(plan__isnull=False).earliest("starts_at")
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name=re.compile("Ik kom")).click()
    expect(page.get_by_text("Je komt", exact=True)).to_be_visible()
    page.goto("/meetings/")
    page.get_by_role("button", name="Maak mijn adres").click()
    feed = page.get_by_label("Adres van je agenda").input_value()
    book = Calendar.from_ical(page.request.get(feed).body())
    assert f"{meeting.uid}@vonder" in [str(event["uid"]) for event in book.walk("VEVENT")]
    for who in (page, boss, tarik, phone):
        assert not who.problems, who.problems


def test_the_main_path_works_without_script(world, open_page):
    page = open_page(world.people["P05"], javascript=False)
    page.goto("/today/")
    page.get_by_role("button", name="Ik kan niet").click()
    expect(page.get_by_text("Je komt niet. Je kunt dat nog veranderen.")).to_be_visible()
    page.goto("/forum/1/klimmen-met-tweejarigen-wanneer-grijp-je-in/")
    page.locator("textarea[name=html]").fill("Zonder script.\n\nTweede alinea.")
    page.get_by_role("button", name="Plaats antwoord").click()
    expect(page.locator(".post").last).to_contain_text("Tweede alinea.")
    page.goto("/chat/1/")
    page.get_by_label("Je bericht", exact=True).fill("Ook zonder script.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".message").last).to_contain_text("Ook zonder script.")
