"""Two facilitators at once: one answer, one facilitator left, one thing on the list."""

import pytest
from django.core.exceptions import ValidationError

from community.networks.actions import add_participant, answer_request
from community.networks.closing.actions import close_network
from community.networks.models import JoinRequest, Network, PhaseItem
from community.networks.phases.actions import add_item
from community.networks.roles.actions import change_role
from community.notifications.models import Notification
from tests.factories import UserFactory
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(house):
    """The facilitator of the house and a second one, as they take part."""
    second = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role="facilitator"
    )
    return [house.network.participants.get(user=house.facilitator), second]


def test_one_answer_to_a_request(house, two):
    results = at_once(
        [
            lambda part=part, approve=approve: answer_request(
                actor=part.user, request=house.request, approve=approve, reply="Nu niet."
            )
            for part, approve in zip(two, (True, False), strict=True)
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["JoinRequest", "ValidationError"]
    inside = house.network.participants.active().filter(user=house.applicant).exists()
    assert inside is (JoinRequest.objects.get().status == "approved")


def test_both_step_down_and_one_stays(house, two):
    results = at_once(
        [lambda part=part: change_role(actor=part.user, participant=part, role="member") for part in two]
    )
    assert sum(isinstance(one, ValidationError) for one in results) == 1
    assert house.network.participants.active().facilitators().count() == 1


def test_the_same_thing_on_the_list_is_there_once(house, two):
    results = at_once(
        [lambda part=part: add_item(actor=part.user, network=house.network, text="Samen") for part in two]
    )
    assert {one.pk for one in results} == {PhaseItem.objects.get(text="Samen").pk}


def test_it_is_closed_once(house, two):
    at_once(
        [lambda part=part: close_network(actor=part.user, network=house.network, sure=True) for part in two]
    )
    assert Network.objects.get(pk=house.network.pk).closed_at
    assert Notification.objects.filter(kind="networks/closed", recipient=house.member).count() == 1
