"""What mails about a meeting say: when and where in one form, a change as a difference, yes and no as links."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from community.networks.actions import add_participant
from community.notifications.models import OutgoingMail
from events.models import Meeting
from events.places.actions import answers, guests, rides
from events.programme import actions as programme
from events.scheduling import actions
from tests.factories import OrganisationFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
START = dt.datetime(2027, 12, 3, 9, 30, tzinfo=BRUSSELS)
WHEN = "vrijdag 3 december 2027, 9.30 tot 12.00 uur"


def change(house, meeting, **fields) -> Meeting:
    return actions.change_meeting(actor=house.facilitator, meeting=meeting, **fields)


def mail_to(address) -> OutgoingMail:
    return OutgoingMail.objects.get(to=getattr(address, "email", address))


def everyone(house) -> set[str]:
    return {person.email for person in (house.member, house.online, house.silent)} | {"gast@example.org"}


def written_to() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


class TestChanges:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"title": "Binnen leren"}, "Titel: Buiten leren → Binnen leren"),
            (
                {
                    "starts_at": START + dt.timedelta(days=1),
                    "ends_at": START + dt.timedelta(days=1, hours=2.5),
                },
                "Dag: vrijdag 3 december 2027 → zaterdag 4 december 2027",
            ),
            ({"ends_at": START + dt.timedelta(hours=3)}, "Uur: 9.30 tot 12.00 uur → 9.30 tot 12.30 uur"),
            ({"mode": "in_person"}, "Hoe we samenkomen: hybride → ter plaatse"),
            ({"host": None}, "Gastorganisatie: Gasthuis → geen"),
        ],
    )
    def test_a_change_is_said_as_old_and_new_everywhere(self, house, meeting, sign_in, fields, said):
        change(house, meeting, **fields)
        assert written_to() == sorted(everyone(house))
        for sent in OutgoingMail.objects.all():
            assert said in sent.subject
            assert said in sent.text
            assert said in sent.html
        assert said in sign_in(house.member).get(meeting.get_absolute_url()).text
        notification = house.member.notifications.get(kind="events/changed")
        with translation.override("nl"):
            assert said in notification.sentence

    def test_another_place_is_named_and_the_day_is_not_said_to_be_new(self, house, meeting):
        other = VenueFactory(
            organisation=house.organisation, name="De Zandloper", address="Dorp 2", municipality="Lier"
        )
        change(house, meeting, venue=other)
        sent = mail_to(house.member)
        assert sent.subject == (
            "Gewijzigd: Buiten leren op vrijdag 3 december 2027. "
            "Waar: De Linde, Kerkstraat 1, Gent → De Zandloper, Dorp 2, Lier"
        )
        assert f"Wanneer: {WHEN}\nWaar: De Zandloper, Dorp 2, Lier, of online\n" in sent.text

    def test_several_things_at_once_are_one_mail(self, house, meeting):
        change(
            house, meeting, title="Anders", ends_at=START + dt.timedelta(hours=3), host=OrganisationFactory()
        )
        assert written_to() == sorted(everyone(house))
        assert mail_to(house.member).text.count(" → ") >= 3

    def test_what_does_not_matter_sends_nothing(self, house, meeting):
        before = meeting.sequence
        change(house, meeting, question="Wat werkt?", whiteboard_url="https://x.be/", title=meeting.title)
        assert written_to() == []
        meeting.refresh_from_db()
        assert meeting.sequence == before

    def test_a_new_link_reaches_who_comes_online_and_nobody_else(self, house, meeting):
        change(house, meeting, join_url="https://meet.example.org/nieuw")
        assert written_to() == [house.online.email]
        sent = mail_to(house.online)
        assert "nieuw" in sent.subject
        assert "meet.example.org" not in sent.subject
        assert "https://meet.example.org/nieuw" in sent.text
        assert "https://meet.example.org/nieuw" in sent.calendar.replace("\r\n ", "")
        assert "meet.example.org" not in str(house.online.notifications.get(kind="events/changed").data)

    def test_a_guest_online_gets_the_new_link_too(self, house, meeting):
        guests.register_guest(
            actor=house.member, meeting=meeting, name="Ria", email="ria@example.org", answer="online"
        )
        OutgoingMail.objects.all().delete()
        change(house, meeting, join_url="https://meet.example.org/nieuw")
        assert written_to() == sorted([house.online.email, "ria@example.org"])
        assert "https://meet.example.org/nieuw" in mail_to("ria@example.org").text

    def test_the_link_stands_only_in_mails_of_who_comes(self, house, meeting):
        change(house, meeting, title="Anders")
        with_link = {sent.to for sent in OutgoingMail.objects.all() if "meet.example.org/oud" in sent.text}
        assert with_link == everyone(house) - {house.silent.email}

    def test_what_to_bring_reaches_who_comes(self, house, meeting):
        programme.save_showcase(
            actor=house.facilitator, meeting=meeting, showcase="De tuin", stops=[], bring="Laarzen"
        )
        assert written_to() == sorted(everyone(house) - {house.silent.email})
        assert "geen → Laarzen" in mail_to(house.member).subject

    def test_who_gets_a_place_by_a_change_gets_one_mail(self, house, meeting):
        change(house, meeting, capacity_in_person=1, host=OrganisationFactory())
        late = UserFactory()
        add_participant(actor=house.facilitator, network=house.network, user=late)
        answers.answer_meeting(actor=late, meeting=meeting, answer="in_person")
        OutgoingMail.objects.all().delete()
        change(house, meeting, capacity_in_person=9, title="Anders")
        assert mail_to(late).kind == "events/promoted"

    def test_old_news_without_changes_still_reads(self, house, meeting):
        note = house.member.notifications.create(
            kind="events/changed", audience="members", data={"title": "T", "day": "2026-12-03"}
        )
        with translation.override("nl"):
            assert note.sentence == "Gewijzigd: T op donderdag 3 december 2026"


KINDS_WITH_FACTS = (
    "invited",
    "changed",
    "cancelled",
    "reminder",
    "promoted",
    "registered",
    "ride",
    "ride_gone",
)


@pytest.fixture
def all_mails(house, meeting) -> dict[str, OutgoingMail]:
    """One mail of each kind about the meeting, to a member."""
    driver, rider = house.member, house.silent
    answers.answer_meeting(actor=rider, meeting=meeting, answer="in_person")
    ride = rides.offer_ride(actor=driver, meeting=meeting, by="car", start="Gent", note="", seats=2)
    rides.ride_along(actor=rider, ride=ride, joins=True)
    rides.withdraw_ride(actor=driver, meeting=meeting)
    person = UserFactory()
    add_participant(actor=house.facilitator, network=house.network, user=person)
    actions.remind_unanswered(actor=house.facilitator, meeting=meeting)
    guests.register_guest(actor=house.member, meeting=meeting, name="x", email=person.email)
    waiting = UserFactory()
    add_participant(actor=house.facilitator, network=house.network, user=waiting)
    change(house, meeting, capacity_in_person=1, host=OrganisationFactory())
    answers.answer_meeting(actor=waiting, meeting=meeting, answer="in_person")
    change(house, meeting, capacity_in_person=30)
    actions.cancel_meeting(actor=house.facilitator, meeting=meeting)
    found = {sent.kind.removeprefix("events/"): sent for sent in OutgoingMail.objects.exclude(recipient=None)}
    made = actions.schedule_meeting(
        actor=house.facilitator,
        network=house.network,
        title="Buiten leren",
        starts_at=START,
        ends_at=START + dt.timedelta(hours=2, minutes=30),
        venue=meeting.venue,
        mode="hybrid",
    )
    url = made.get_absolute_url()
    found["invited"] = OutgoingMail.objects.get(recipient=house.member, notification__url=url)
    return found


def test_every_mail_about_a_meeting_says_when_and_where_in_the_same_form(all_mails):
    for kind in KINDS_WITH_FACTS:
        sent = all_mails[kind]
        assert f"Wanneer: {WHEN}\nWaar: De Linde, Kerkstraat 1, Gent, of online\n" in sent.text, kind
        assert WHEN in sent.html, kind
        assert "De Linde, Kerkstraat 1, Gent, of online" in sent.html, kind
    assert all_mails["cancelled"].subject == "Afgelast: Buiten leren op vrijdag 3 december 2027"
    assert "vrijdag 3 december 2027" in all_mails["invited"].subject


@pytest.mark.parametrize(
    ("zone", "language", "when"),
    [
        ("Europe/Brussels", "nl", f"Wanneer: {WHEN}\n"),
        ("Europe/Paris", "nl", f"Wanneer: {WHEN}\n"),
        (
            "Europe/London",
            "nl",
            f"Wanneer: {WHEN} (tijd in Brussel), 8.30 tot 11.00 uur voor jou in Londen\n",
        ),
        (
            "America/New_York",
            "en",
            "When: Friday 3 December 2027, 9.30 am to 12.00 pm (time in Brussels), "
            "3.30 am to 6.00 am for you in New York\n",
        ),
        (
            "Pacific/Auckland",
            "en",
            "When: Friday 3 December 2027, 9.30 am to 12.00 pm (time in Brussels), "
            "9.30 pm to 12.00 am for you in Auckland\n",
        ),
    ],
)
def test_hours_are_those_of_the_place_and_of_the_reader(house, meeting, zone, language, when):
    house.member.time_zone, house.member.language = zone, language
    house.member.save()
    change(house, meeting, title="Anders")
    assert when in mail_to(house.member).text


def test_a_guest_reads_whose_clock_it_is(house, meeting):
    change(house, meeting, title="Anders")
    assert f"Wanneer: {WHEN} (tijd in Brussel)\n" in mail_to("gast@example.org").text
