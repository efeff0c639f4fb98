"""What Today asks of somebody, and when it stops asking."""

import uuid

import pytest
from django.urls import reverse

from community.networks.actions import add_participant
from events.models import RotationPlan
from events.planning.actions import asking
from events.questions import actions as questions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def asked(client, kind) -> list:
    return [row for row in client.get(reverse("home:today")).context["asked"] if row["kind"] == kind]


@pytest.mark.parametrize(
    ("status", "asks"), [("asking", 1), ("proposed", 1), ("shared", 0), ("published", 0)]
)
def test_availability_is_asked_until_every_date_has_an_answer(house, sign_in, status, asks):
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    client = sign_in(house.member)
    assert len(asked(client, "availability")) == asks
    first, second = house.plan.dates
    answers = {"actor": house.facilitator, "plan": house.plan, "organisation": house.organisation}
    RotationPlan.objects.filter(pk=house.plan.pk).update(status="asking")
    asking.answer_availability(**answers, answers={first: "host"})
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    assert len(asked(client, "availability")) == asks
    RotationPlan.objects.filter(pk=house.plan.pk).update(status="asking")
    asking.answer_availability(**answers, answers={second: "no"})
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    assert asked(client, "availability") == []


def test_the_host_is_asked_to_answer_a_question(house, sign_in):
    receiver = UserFactory()
    add_participant(
        actor=house.facilitator, network=house.network, user=receiver, organisation=house.later.host
    )
    client = sign_in(receiver)
    before = len(asked(client, "mention"))
    questions.ask_question(
        actor=house.member, meeting=house.later, text="Is er parkeerplaats?", client_id=uuid.uuid4()
    )
    assert len(asked(client, "mention")) == before + 1
    client.get(reverse("events:questions", args=[house.later.pk]))
    assert len(asked(client, "mention")) == before
