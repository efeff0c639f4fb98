"""Verbs that once asked nobody: each says no to who may not, whichever door leads to it."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from community.members.actions import deactivate
from community.networks.actions import ask_to_join
from community.networks.models import Network
from community.organisations.actions import affiliate, found_organisation
from community.organisations.rules import may_edit_organisation
from community.richtext.actions import attach
from events.models import Meeting
from events.places.actions import answers, guests, rides
from tests.house import picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["member", "facilitator", "visitor", "deactivated"])
def test_nobody_but_staff_founds_an_organisation_or_gives_somebody_a_say_in_one(who, house):
    actor = house.user(who)
    with pytest.raises(PermissionDenied):
        affiliate(actor=actor, person=house.member, organisation=house.organisation, role="host_contact")
    with pytest.raises(PermissionDenied):
        found_organisation(
            actor=actor, name="N", short_name="N", slug="n", kind="school", municipality="Gent"
        )
    assert not may_edit_organisation(house.member, house.organisation)


@pytest.mark.parametrize("who", ["facilitator", "visitor", "deactivated", "outsider"])
def test_nobody_closes_the_account_of_somebody_else(who, house):
    with pytest.raises(PermissionDenied):
        deactivate(actor=house.user(who), person=house.member)
    house.member.refresh_from_db()
    assert house.member.is_active


def test_a_closed_account_registers_asks_and_uploads_nothing(house):
    Meeting.objects.filter(pk=house.later.pk).update(visibility="public")
    Network.objects.filter(pk=house.network.pk).update(visibility="public")
    gone, meeting = house.deactivated, Meeting.objects.get(pk=house.later.pk)
    for attempt in (
        lambda: answers.answer_meeting(actor=gone, meeting=meeting, answer="in_person"),
        lambda: guests.register_guest(actor=gone, meeting=meeting, name="N", email="n@example.org"),
        lambda: ask_to_join(actor=gone, network=Network.objects.get(pk=house.network.pk), motivation="x"),
        lambda: attach(actor=gone, audience="members", upload=picture(), client_id=uuid.uuid4()),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_who_may_not_come_learns_nothing_about_rides(house):
    with pytest.raises(PermissionDenied):
        rides.ride_along(actor=house.outsider, ride=house.ride, joins=True)
    with pytest.raises(PermissionDenied):
        rides.offer_ride(actor=house.outsider, meeting=house.later, by="car", start="Gent", note="", seats=1)
