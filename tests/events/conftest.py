"""What the tests of meetings share."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from community.networks import actions as networks
from community.networks.actions import add_participant
from community.notifications import letters
from community.notifications.models import OutgoingMail
from events.meetings import changing
from events.models import Meeting, RotationPlan, SwapRequest
from events.places.actions import answers, guests
from events.planning.actions import asking, proposing
from events.planning.holidays import closed_because
from events.scheduling import actions
from tests.factories import OrganisationFactory, UserFactory, VenueFactory


@pytest.fixture(autouse=True)
def written_at_once(monkeypatch):
    """A test that is rolled back never commits; mails about what happens are written while it happens."""
    monkeypatch.setattr(
        letters, "write_later", lambda told, wait=False: letters.write.call([one.pk for one in told])
    )


GATHERING = changing.tell_later


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch):
    """What changes is told with each change."""
    monkeypatch.setattr(changing, "tell_later", lambda meeting, _before: changing.tell_now(meeting))


@pytest.fixture
def gathers(told_at_once, monkeypatch):
    """What changes is told when others may have followed, as it is outside these tests."""
    monkeypatch.setattr(changing, "tell_later", GATHERING)


@pytest.fixture
def free(house):
    """No swap is asked yet, and both meetings lie beyond the notice period."""
    SwapRequest.objects.all().delete()
    for meeting, days in ((house.meeting, 35), (house.later, 70)):
        start = timezone.now() + dt.timedelta(days=days)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
        meeting.refresh_from_db()
    return house


def open_day(days: int) -> dt.date:
    """A day about so many days ahead on which schools are open, whenever the tests run."""
    wished = timezone.localdate() + dt.timedelta(days=days)
    return next(day for n in range(70) if closed_because(day := wished + dt.timedelta(days=n)) is None)


@pytest.fixture
def plan(house, django_capture_on_commit_callbacks) -> RotationPlan:
    """Four organisations on a line, three meetings on days that are no holiday, everybody can always; a proposal has
    been made."""
    hosts = {house.organisation: house.member}
    for number in range(3):
        organisation = OrganisationFactory(name=f"Huis {number}")
        VenueFactory(organisation=organisation, latitude=51.0, longitude=3.8 + number / 3, capacity=30)
        person = UserFactory()
        networks.add_member_organisation(
            actor=house.facilitator,
            network=house.network,
            organisation=organisation,
            since=dt.date(2020, 1, 1),
        )
        networks.add_participant(
            actor=house.facilitator, network=house.network, user=person, organisation=organisation
        )
        hosts[organisation] = person
    made = asking.ask_availability(
        actor=house.facilitator,
        network=house.network,
        name="Jaar",
        start_time=dt.time(10),
        end_time=dt.time(12),
        answer_by=timezone.localdate() + dt.timedelta(days=14),
        meetings=[
            {
                "title": f"Bijeenkomst {n}",
                "candidates": [open_day(60 + 30 * n)],
                "mode": "in_person",
                "expected": 5,
            }
            for n in range(3)
        ],
        rules_={"closed": {"calendars": []}},  # or a day of the three is a holiday, on some days of the year
    )
    for organisation, person in hosts.items():
        asking.answer_availability(
            actor=person, plan=made, organisation=organisation, answers=dict.fromkeys(made.dates, "host")
        )
    with django_capture_on_commit_callbacks(execute=True):
        proposing.propose(actor=house.facilitator, plan=made)
    made.refresh_from_db()
    return made


BRUSSELS = ZoneInfo("Europe/Brussels")
START = dt.datetime(2027, 12, 3, 9, 30, tzinfo=BRUSSELS)


@pytest.fixture
def meeting(house) -> Meeting:
    """A meeting in a room, to which a member, a colleague online and a guest come; another has not answered."""
    house.organisation.short_name = "Gasthuis"
    house.organisation.save()
    venue = VenueFactory(
        organisation=house.organisation, name="De Linde", address="Kerkstraat 1", municipality="Gent"
    )
    made = actions.schedule_meeting(
        actor=house.facilitator,
        network=house.network,
        title="Buiten leren",
        starts_at=START,
        ends_at=START + dt.timedelta(hours=2, minutes=30),
        host=house.organisation,
        venue=venue,
        mode="hybrid",
        join_url="https://meet.example.org/oud",
    )
    for name in ("online", "silent"):
        house.people[name] = UserFactory(name=name.title(), handle=name)
        add_participant(actor=house.facilitator, network=house.network, user=house.people[name])
    answers.answer_meeting(actor=house.member, meeting=made, answer="in_person")
    answers.answer_meeting(actor=house.online, meeting=made, answer="online")
    guests.register_guest(actor=house.member, meeting=made, name="Gast", email="gast@example.org")
    OutgoingMail.objects.all().delete()
    house.member.notifications.all().delete()
    return made
