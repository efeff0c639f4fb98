"""How many questions the pages around a meeting ask the database, with one row and with three."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant
from events.harvest import actions as harvesting
from events.minutes import actions as minutes
from events.models import HostTask
from events.places.actions import answers, rides
from events.polls import actions as polling
from tests.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db

MOST = 15


def addresses(house) -> dict[str, str]:
    def at(name, *args):
        return reverse(f"events:{name}", args=args)

    return {
        "meeting": house.later.get_absolute_url(),
        "held": house.held.get_absolute_url(),
        "agenda": at("agenda"),
        "questions": at("questions", house.meeting.pk),
        "network": at("network", house.network.slug),
        "host": at("host", house.meeting.pk),
        "programme": at("programme", house.meeting.pk),
        "check in": at("check_in", house.held.pk),
        "notes": at("notes", house.held.pk),
        "minutes": at("minutes", house.held.pk),
        "look back": at("reflect", house.held.pk),
        "ledger": at("ledger", house.network.slug),
        "harvest": at("harvest", house.harvest.pk),
        "certificates": at("certificates", house.network.slug),
        "poll": house.poll.get_absolute_url(),
        "sheet": at("sheet", house.later.pk),
    }


def more(house, count) -> None:
    boss = house.facilitator
    for number in range(count):
        person = UserFactory()
        add_participant(actor=boss, network=house.network, user=person, organisation=house.organisation)
        answers.answer_meeting(actor=person, meeting=house.later, answer="in_person")
        rides.offer_ride(actor=person, meeting=house.later, by="car", start="Gent", note="", seats=2)
        house.held.attendances.create(user=person, answer="in_person", attended=True)
        note = minutes.write_note(actor=person, meeting=house.held, text="x", client_id=uuid.uuid4())
        harvesting.gather(actor=boss, harvest=house.harvest, notes=[note])
        minutes.agree_action(actor=boss, meeting=house.held, text="x", person=person, client_id=uuid.uuid4())
        minutes.comment(actor=person, minutes=house.minutes, text="x", client_id=uuid.uuid4())
        polling.vote(poll=house.poll, actor=person, answers={house.poll.options.first().pk: "yes"})
        day = timezone.now() + dt.timedelta(days=100 + 10 * number + len(house.held.notes.all()))
        MeetingFactory(
            network=house.network, host=house.organisation, starts_at=day, ends_at=day + dt.timedelta(hours=2)
        )
    for key in ("room", "access", "showcase")[: 1 + count]:
        HostTask.objects.update_or_create(
            meeting=house.meeting, key=key, defaults={"owner": boss, "done_by": boss}
        )


@pytest.mark.parametrize("who", ["facilitator", "member"])
def test_every_page_keeps_its_budget(house, sign_in, django_assert_max_num_queries, who):
    client, counts, wrong = sign_in(house.who(who)), {}, []
    for rows in (1, 2):
        more(house, rows)
        for name, url in addresses(house).items():
            for _visit in range(2):  # the frame is kept after the first
                client.get(url)
            with django_assert_max_num_queries(100) as counted:
                status = client.get(url).status_code
            if (who, name) == ("member", "certificates"):
                assert status == 403
                continue
            assert status == 200, name
            counts.setdefault(name, []).append(len(counted))
    for name, (few, many) in counts.items():
        if many > MOST or few != many:
            wrong.append((name, few, many))
    assert not wrong
