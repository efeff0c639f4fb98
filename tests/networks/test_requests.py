"""Who asks to join gets one answer."""

import pytest

from community.journal.models import Entry
from community.networks import actions
from community.networks.models import JoinRequest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first", [True, False])
def test_the_first_answer_holds(first, house):
    for approve in (first, not first):
        actions.answer_request(actor=house.facilitator, request=house.request, approve=approve)
    assert JoinRequest.objects.get().status == ("approved" if first else "declined")
    assert house.network.participants.active().filter(user=house.applicant).exists() is first
    assert Entry.objects.filter(verb="networks.join_answered").count() == 1
    assert house.applicant.notifications.exclude(kind="events/year").count() == 1
