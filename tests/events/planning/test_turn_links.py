"""A host answers for its turn by the link in the mail."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from community.networks.actions import remove_participant
from community.notifications.models import OutgoingMail
from events.models import RotationPlan
from events.planning.actions import asking, hosts, proposing, publishing
from tests.house import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(house) -> str:
    """A proposal is shared; the member of the host has a link in the mail."""
    for day in house.plan.dates:
        asking.answer_availability(
            actor=house.member, plan=house.plan, organisation=house.organisation, answers={day: "host"}
        )
    proposing.compute.call(house.plan.pk)
    house.plan.refresh_from_db()
    hosts.share(actor=house.facilitator, plan=house.plan)
    sent = OutgoingMail.objects.get(kind="events/turn", recipient=house.member)
    return re.search(r"/meetings/turn/\S+/", sent.text)[0]


def test_yes_and_no_without_signing_in(house, link, client, library):
    assert client.get(link).status_code == 200
    client.post(link, {"agrees": "no", "reason": "Verbouwing"})
    answer = house.plan.turn_answers.get()
    assert (answer.agrees, answer.reason, answer.answered_by) == (False, "Verbouwing", house.member)
    assert "Verbouwing" in client.get(link).text
    client.post(link, {"agrees": "yes"})
    answer.refresh_from_db()
    assert answer.agrees is True


def test_a_forged_link(link, client, library):
    assert client.get(link[:-4] + "xyz/").status_code == 410
    assert client.post("/meetings/turn/x/", {"agrees": "yes"}).status_code == 410


def test_the_link_ends_when_its_reader_leaves_or_the_plan_is_published(house, link, client, library):
    publishing.publish_plan(actor=house.facilitator, plan=house.plan, sure=True)
    assert client.get(link).status_code == 410
    house.plan.refresh_from_db()
    house.plan.status = "shared"
    house.plan.save()
    assert CANARY in client.get(link).text
    part = house.network.participants.get(user=house.member)
    remove_participant(actor=house.facilitator, participant=part)
    response = client.get(link)
    assert (response.status_code, CANARY in response.text) == (410, False)


def test_the_reason_goes_to_facilitators_only(house, link, client, library):
    client.post(link, {"agrees": "no", "reason": "Geheime verbouwing"})
    told = OutgoingMail.objects.filter(kind="events/turn_declined")
    assert {sent.to for sent in told if "Geheime verbouwing" in sent.text} == {house.facilitator.email}


def test_hosts_are_reminded_once_and_then_the_facilitators_hear_of_it(house, link, client, library):
    house.plan.refresh_from_db()
    today = timezone.localdate()
    assert house.plan.confirm_by == today + hosts.CONFIRM_WITHIN
    asked = OutgoingMail.objects.filter(kind="events/turn", recipient=house.member)
    late = OutgoingMail.objects.filter(kind="events/turns_late")

    def on_day(days: int) -> tuple[int, int]:
        RotationPlan.objects.update(confirm_by=today + dt.timedelta(days=days))
        hosts.remind_hosts.call()
        hosts.remind_hosts.call()
        return asked.count(), late.count()

    before = asked.count()
    assert on_day(3) == (before, 0)
    after, told = on_day(2)
    assert after > before
    assert told == 0
    assert on_day(0) == (after, 0)
    assert on_day(-1) == (after, 1)
    assert late.get().recipient == house.facilitator


def test_who_answered_is_not_reminded(house, link, client, library):
    house.plan.refresh_from_db()
    for turn in house.plan.turns:
        house.plan.turn_answers.create(
            meeting=turn.meeting, organisation=turn.organisation, date=turn.date, agrees=True,
            answered_by=house.facilitator,
        )  # fmt: skip
    RotationPlan.objects.update(confirm_by=timezone.localdate() - dt.timedelta(days=1))
    assert hosts.remind_hosts.call() == 0
    assert not OutgoingMail.objects.filter(kind="events/turns_late").exists()
