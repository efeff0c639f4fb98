"""Who asks to join gets one answer."""

import pytest
from django.urls import reverse

from community.journal.models import Entry
from community.networks import actions
from community.networks.models import JoinRequest
from community.organisations.actions import affiliate
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("first", [True, False])
def test_the_first_answer_holds(first, house):
    for approve in (first, not first):
        actions.answer_request(actor=house.facilitator, request=house.request, approve=approve)
    assert JoinRequest.objects.get().status == ("approved" if first else "declined")
    assert house.network.participants.active().filter(user=house.applicant).exists() is first
    assert Entry.objects.filter(verb="networks.join_answered").count() == 1
    assert house.applicant.notifications.exclude(kind="events/year").count() == 1


@pytest.mark.parametrize("chosen", ["", "other", "unknown"])
def test_who_is_let_in_takes_part_for_where_they_work_or_what_was_chosen(chosen, house, sign_in):
    works, other, unknown = [OrganisationFactory() for _ in "123"]
    for one in (works, other):
        actions.add_member_organisation(actor=house.facilitator, network=house.network, organisation=one)
    affiliate(actor=house.admin, person=house.applicant, organisation=works)
    client = sign_in(house.facilitator)
    page = client.get(reverse("networks:members", args=[house.network.slug])).text
    assert f'<option value="{works.pk}" selected>' in page
    organisation = {"": None, "other": other, "unknown": unknown}[chosen]
    data = {"answer": "approve", "organisation": organisation.pk if organisation else ""}
    client.post(reverse("networks:answer", args=[house.network.slug, house.request.pk]), data)
    part = house.network.participants.get(user=house.applicant)
    assert part.organisation == (other if chosen == "other" else works)
