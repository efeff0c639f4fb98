"""The year of network N1: from the first question to the hosts to the certificate, with mail over a real SMTP server."""

import re
import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.db.models import F
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from community.knowledge.models import ArticlePage
from events.meetings import changing
from events.models import Certificate, Meeting, RotationPlan

pytestmark = pytest.mark.browser


class Inbox:
    """What arrived at the mail server, newest last."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # the name that aiosmtpd calls
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, person, containing: str = ""):
        found = [
            m for m in self.mails if m["To"] == person.email and containing in self.text(m) + m["Subject"]
        ]
        assert found, (person.email, containing, [(m["To"], m["Subject"]) for m in self.mails][-12:])
        return found[-1]

    @staticmethod
    def text(mail) -> str:
        return mail.get_body(("plain",)).get_content()

    @staticmethod
    def entry(mail):
        part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        book = Calendar.from_ical(part.get_payload(decode=True))
        return str(book["method"]), book.walk("VEVENT")[0]


@pytest.fixture
def inbox(settings):
    received = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield received
    server.stop()


def ten_minutes_pass() -> None:
    """What changed is told: others had the time to follow."""
    Meeting.objects.update(untold_since=F("untold_since") - changing.GATHER)
    changing.tell_waiting.call()


def begins_now(meeting: Meeting) -> None:
    """The day has come: the meeting began half an hour ago."""
    start = timezone.now() - timedelta(minutes=30)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + timedelta(hours=3))


def is_over(meeting: Meeting) -> None:
    start = timezone.now() - timedelta(hours=5)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + timedelta(hours=3))


def answers_from_the_mail(mail: str, phone) -> None:
    """Somebody says on which days they can host, on a phone, without signing in."""
    phone.goto(re.search(r"/meetings/availability/\S+/", mail)[0])
    for group in phone.get_by_role("group", name=re.compile("dag ")).all():
        group.get_by_text("kan ontvangen", exact=True).click()
    phone.get_by_role("button", name="Bewaar antwoorden").click()
    expect(phone.get_by_text("zijn bewaard. Je kunt ze nog veranderen")).to_be_visible()


def test_the_year_of_a_network(world, open_page, address, settings, inbox):
    settings.SITE_URL = address
    people = world.people
    noor, tarik, lies, wout, elif_ = (people[p] for p in ("P05", "P06", "P07", "P08", "P10"))
    boss = open_page(people["P01"])

    # The silent ones are reminded.
    boss.goto("/meetings/plans/1/")
    boss.get_by_role("button", name="Herinner hen").click()
    for person in (noor, lies):
        answers_from_the_mail(inbox.text(inbox.to(person, "ontvangen")), open_page(width=390))

    # A proposal; a swap is tried and made; the hosts say yes; it is published.
    boss.goto("/meetings/plans/1/")
    boss.get_by_role("button", name="Bereken opnieuw").click()
    expect(boss.locator(".steps")).to_contain_text("versie 2")
    expect(boss.locator(".stops li")).to_have_count(3)
    before = boss.locator(".stops__title a").all_inner_texts()
    boss.locator("select[name=first]").select_option(index=0)
    boss.locator("select[name=second]").select_option(index=1)
    boss.get_by_role("button", name="Wat zou er veranderen?").click()
    boss.get_by_role("button", name="Voer de ruil uit").click()
    expect(boss.locator(".stops__title a").first).to_have_text(before[1])
    boss.get_by_role("button", name="Deel met de gastheren").click()
    plan = RotationPlan.objects.get(pk=1)
    by_organisation = {world.organisations[o].pk: people[p] for o, p in (("O1", "P05"), ("O2", "P06"), ("O4", "P08"), ("O6", "P10"))}  # fmt: skip
    for turn in plan.turns:
        host = open_page(by_organisation[turn.organisation_id])
        host.goto("/meetings/plans/1/")
        host.get_by_role("button", name="Ja, jullie zijn welkom").click()
        expect(host.get_by_text("Jullie zeiden ja.")).to_be_visible()
    expect(boss.get_by_text("3 van 3 zeiden ja")).to_be_visible()
    boss.get_by_role("button", name="Publiceer en nodig uit").click()
    expect(boss.get_by_text("De beurtrol is gepubliceerd")).to_be_visible()
    first, second, _third = Meeting.objects.filter(plan=plan).order_by("starts_at")
    method, event = inbox.entry(inbox.to(elif_, first.title))
    assert (method, str(event["uid"]), int(event["sequence"])) == ("PUBLISH", f"{first.uid}@vonder", 0)

    # A host asks to exchange turns, the other agrees; calendars get the same entry with a higher number.
    hosts = [by_organisation[meeting.host_id] for meeting in (first, second)]
    asking = open_page(hosts[0])
    asking.goto(f"/meetings/{first.pk}/swap/")
    asking.locator(f"#m{second.pk}").check()
    asking.get_by_label("Waarom?").fill("Sportdag")
    asking.get_by_role("button", name="Vraag het de andere gastheer").click()
    expect(asking.get_by_text("De andere gastheer krijgt de vraag")).to_be_visible()
    path = re.search(r"/meetings/\d+/", inbox.text(inbox.to(hosts[1], "te ruilen")))[0]
    agreeing = open_page(hosts[1])
    agreeing.goto(path)
    agreeing.get_by_role("button", name="Ja, we ruilen").click()
    first.refresh_from_db()
    assert by_organisation[first.host_id] == hosts[1]
    ten_minutes_pass()
    method, event = inbox.entry(inbox.to(elif_, "Gewijzigd"))
    assert (method, int(event["sequence"])) == ("REQUEST", 1)
    assert str(event["attendee"]) == f"mailto:{elif_.email}"

    # One seat: the second waits, and moves up when the first gives it back by the link in the mail.
    guests = [person for person in (noor, tarik, lies, wout, elif_) if person != hosts[1]][:3]
    Meeting.objects.filter(pk=first.pk).update(capacity_in_person=1)
    pages = [open_page(person) for person in guests]
    for number, page in enumerate(pages):
        page.goto(f"/meetings/{first.pk}/")
        page.get_by_role("button", name=re.compile("Ik kom")).click()
        told = "Je komt" if number == 0 else f"Je staat op plaats {number} van de wachtlijst"
        expect(page.get_by_text(told, exact=True)).to_be_visible()
    pages[0].get_by_role("button", name="Ik kan niet").click()
    expect(pages[0].get_by_text("Je komt niet", exact=True)).to_be_visible()
    link = re.search(r"/meetings/place/\S+/", inbox.text(inbox.to(guests[1], "Er is een plaats voor je")))[0]
    phone = open_page(width=390)
    phone.goto(link)
    phone.get_by_role("button", name="Ik kan niet").click()
    expect(phone.get_by_text("Je komt niet.")).to_be_visible()
    inbox.to(guests[2], "Er is een plaats voor je")
    Meeting.objects.filter(pk=first.pk).update(capacity_in_person=None)

    # The day itself: a code on the wall, and names that are tapped.
    begins_now(first)
    first.refresh_from_db()
    pages[2].goto(f"/meetings/{first.pk}/")
    pages[2].get_by_label("Ben je er? Typ de code die aan de muur hangt").fill(first.door_code.lower())
    pages[2].get_by_role("button", name="Ik ben er").click()
    expect(pages[2].get_by_text("Welkom. Je staat op de lijst.")).to_be_visible()
    boss.goto(f"/meetings/{first.pk}/check-in/")
    for person in (people["P01"], hosts[1], guests[0], guests[1]):
        boss.get_by_role("button", name=person.name, exact=True).click()
        pressed = boss.get_by_role("button", name=person.name, exact=True)
        expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(boss.get_by_text("5 zijn er")).to_be_visible()

    # Two people write at once; the other's note appears by itself.
    writer = pages[2]
    for page in (writer, boss):
        page.goto(f"/meetings/{first.pk}/notes/")
        page.wait_for_selector("live-refresh[data-joined]")
    writer.get_by_label("Notitie").fill("We kijken eerst tien minuten.")
    writer.get_by_role("button", name="Voeg notitie toe").click()
    expect(boss.locator("#notes")).to_contain_text("We kijken eerst tien minuten.")
    boss.get_by_label("Notitie").fill("We doen het in elke groep.")
    boss.get_by_role("button", name="Voeg toe als besluit").click()
    expect(writer.locator("#notes")).to_contain_text("We doen het in elke groep.")
    boss.get_by_label("Wat", exact=True).fill("Kijkvragen rondsturen")
    boss.get_by_label("Wie", exact=False).first.select_option(label=guests[2].name)
    boss.get_by_role("button", name="Spreek af").click()
    expect(writer.locator("#notes")).to_contain_text("Kijkvragen rondsturen")
    writer.goto("/today/")
    expect(writer.get_by_role("link", name="Kijkvragen rondsturen")).to_be_visible()

    # Minutes from the notes, shared, remarked on and approved.
    boss.goto(f"/meetings/{first.pk}/minutes/write/")
    expect(boss.locator("rich-text [contenteditable=true]")).to_contain_text("We doen het in elke groep.")
    boss.get_by_role("button", name="Bewaar", exact=True).click()
    boss.get_by_role("button", name="Deel met het netwerk").click()
    writer.goto(re.search(r"/meetings/\d+/minutes/", inbox.text(inbox.to(guests[2], "Het verslag is er")))[0])
    writer.get_by_label("Je opmerking").fill("Klopt helemaal.")
    writer.get_by_role("button", name="Voeg opmerking toe").click()
    boss.reload()
    expect(boss.get_by_text("Klopt helemaal.")).to_be_visible()
    boss.get_by_role("button", name="Keur goed").click()
    expect(boss.get_by_text("Goedgekeurd op")).to_be_visible()

    # The pulse: nothing shows before the fourth answer.
    is_over(first)
    present = [writer, pages[0], pages[1], agreeing]
    for number, page in enumerate(present):
        page.goto(f"/meetings/{first.pk}/look-back/")
        if number < 3:
            expect(page.get_by_text("Resultaten verschijnen vanaf 4 antwoorden")).to_be_visible()
        for question in ("mijn tijd waard", "zeggen wat ik denk", "iets mee doen"):
            page.get_by_role("group", name=re.compile(question)).get_by_text("5", exact=True).click()
        page.get_by_role("button", name="Verstuur").click()
        expect(page.get_by_text("Niemand ziet welk antwoord van jou is")).to_be_visible()
    expect(agreeing.get_by_text("4 antwoorden")).to_be_visible()

    # Certificates for who was there, with a code that anybody can verify.
    Meeting.objects.filter(network=plan.network).exclude(pk=first.pk).filter(
        ends_at__lt=timezone.now()
    ).delete()
    boss.goto("/meetings/network/buiten-is-beter/certificates/")
    boss.get_by_role("button", name="Reik de attesten uit").click()
    expect(boss.get_by_text("Er zijn 5 attesten uitgereikt.")).to_be_visible()
    certificate = Certificate.objects.get(person=guests[2], network=plan.network)
    assert certificate.get_absolute_url() in inbox.text(inbox.to(guests[2], "attest"))
    visitor = open_page()
    visitor.goto(certificate.get_absolute_url())
    expect(visitor.get_by_text("Dit attest is geldig")).to_be_visible()
    pdf = visitor.request.get(f"{certificate.get_absolute_url()}certificate.pdf")
    assert pdf.body().startswith(b"%PDF-")

    # The harvest: the writer says yes, and a draft stands in the library.
    boss.goto("/meetings/network/buiten-is-beter/harvest/")
    boss.get_by_label("Titel van het artikel").fill("Eerst kijken")
    boss.get_by_role("button", name="Begin een artikel").click()
    boss.get_by_label(re.compile("We kijken eerst tien minuten")).check()
    boss.get_by_role("button", name="Verzamel en vraag het de schrijvers").click()
    boss.get_by_role("button", name="Maak het artikel in klad").click()
    expect(boss.get_by_text("Nog niet iedereen antwoordde")).to_be_visible()
    writer.goto(re.search(r"/meetings/harvest/\d+/", inbox.text(inbox.to(guests[2], "Eerst kijken")))[0])
    writer.get_by_role("button", name="Ja, met mijn naam").click()
    boss.get_by_role("button", name="Maak het artikel in klad").click()
    expect(boss.get_by_text("Het klad staat in de kennisbank").first).to_be_visible()
    article = ArticlePage.objects.get(title="Eerst kijken")
    assert (article.live, list(article.authors.all())) == (False, [guests[2]])
    for page in (boss, writer, *pages, asking, agreeing, phone, visitor):
        assert not page.problems, page.problems
