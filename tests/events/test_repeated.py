"""What is sent twice, or about a row that is gone or changed since it was read, is one thing or a plain refusal."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks.models import Participant
from community.richtext import uses
from events.cases import actions as cases
from events.harvest import actions as harvest
from events.minutes import actions as minutes
from events.models import ActionPoint, Harvest, Note, Passage
from events.turns import actions as turns
from tests.factories import NetworkFactory
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/x"


@pytest.fixture
def note(house):
    return minutes.write_note(actor=house.member, meeting=house.held, text="Eerst", client_id=uuid.uuid4())


def test_a_note_that_reads_so_already(house, note):
    minutes.change_note(actor=house.member, note=note, text="Anders", version=1)
    again = minutes.change_note(actor=house.member, note=note, text="Anders", version=1)
    assert (again.version, again.text) == (2, "Anders")


def test_what_is_gone_is_not_found(house, note, sign_in):
    url = reverse("events:note", args=[note.pk])
    Note.objects.filter(pk=note.pk).delete()
    with pytest.raises(ObjectDoesNotExist):
        minutes.change_note(actor=house.member, note=note, text="x", version=1)
    assert sign_in(house.member).post(url, {"text": "x", "version": 1}).status_code == 404
    passage = house.harvest.passages.get()
    Passage.objects.all().delete()
    with pytest.raises(ObjectDoesNotExist):
        harvest.answer_passage(actor=house.member, passage=passage, agrees=True)
    Harvest.objects.all().delete()
    with pytest.raises(ObjectDoesNotExist):
        harvest.drop_passage(actor=house.facilitator, passage=passage)


def test_an_action_that_is_so_already(house):
    action = ActionPoint.objects.filter(network=house.network).first()
    for _twice in "12":
        minutes.set_action(actor=house.facilitator, action=action, status="done")
    assert Entry.objects.filter(verb="events.action_set").count() == 1


def test_a_case_that_reads_so_already(house):
    case = house.case
    written = {"question": "Hoe nu verder?"}
    first = cases.write_case(
        actor=house.member, meeting=case.meeting, case=case, version=case.version, **written
    )
    again = cases.write_case(
        actor=house.member, meeting=case.meeting, case=case, version=case.version, **written
    )
    assert first.version == again.version == case.version + 1


def test_a_passage_that_was_answered_so(house):
    passage = house.harvest.passages.get()
    for _twice in "12":
        harvest.answer_passage(actor=house.member, passage=passage, agrees=True)
    assert Entry.objects.filter(verb="events.passage_answered").count() == 1


def test_a_harvest_that_was_begun_twice(house):
    made = [
        harvest.start_harvest(actor=house.facilitator, network=house.network, title="Nieuw")
        for _twice in "12"
    ]
    assert made[0] == made[1]


def test_going_on_online_twice(free):
    now = timezone.now()
    type(free.meeting).objects.filter(pk=free.meeting.pk).update(
        starts_at=now, ends_at=now + dt.timedelta(hours=1)
    )
    for _twice in "12":
        turns.go_online_without_host(actor=free.facilitator, meeting=free.meeting, join_url=LINK)
    assert Entry.objects.filter(verb="events.no_show").count() == 1


def test_somebody_of_the_host_in_another_network_takes_on_no_task(house, sign_in):
    elsewhere = NetworkFactory()
    Participant.objects.create(user=house.facilitator, network=elsewhere, organisation=house.later.host)
    page = sign_in(house.facilitator).get(reverse("events:host", args=[house.later.pk])).text
    assert f'<option value="{house.facilitator.pk}"' not in " ".join(page.split())
    answer = sign_in(house.facilitator).post(
        reverse("events:host", args=[house.later.pk]), {"key": "room", "owner": house.facilitator.pk}
    )
    assert answer.status_code == 404


class TestFilesThatAreShown:
    ADDRESS = "/files/00000000-0000-4000-8000-000000000001/"

    def test_in_a_passage(self, house):
        assert not uses.is_shown(self.ADDRESS)
        house.harvest.passages.update(html=f'<p><img src="{self.ADDRESS}"></p>')
        assert uses.is_shown(self.ADDRESS)

    def test_in_an_article_whose_passages_are_gone(self, house, library):
        house.harvest.passages.update(html=f'<p><img src="{self.ADDRESS}"></p>', agrees=True)
        page = harvest.make_article(actor=house.facilitator, harvest=house.harvest)
        house.harvest.passages.all().delete()
        assert uses.is_shown(self.ADDRESS)
        page.delete()
        assert not uses.is_shown(self.ADDRESS)


@pytest.mark.django_db(transaction=True)
def test_the_same_note_sent_twice_at_once(house, library):
    once = uuid.uuid4()

    def write():
        return minutes.write_note(actor=house.member, meeting=house.held, text="x", client_id=once)

    meanwhile(write, write)
    assert Note.objects.filter(client_id=once).count() == 1
