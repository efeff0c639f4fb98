"""Of whom a network is made: what is not there is shown as none."""

import pytest
from django.utils import timezone

from community.members.models import Spoken
from community.networks.actions import add_member_organisation, add_participant
from community.networks.composition.queries import composition_of
from community.networks.models import Membership
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def counted(shares) -> dict[str, int]:
    return {share.label: share.number for share in shares}


def join(house, **fields):
    organisation = OrganisationFactory(**fields)
    add_member_organisation(actor=house.facilitator, network=house.network, organisation=organisation)
    return organisation


def test_no_companies_is_said(house):
    Membership.objects.all().delete()
    for kind in ("childcare_setting", "childcare_setting", "movement"):
        join(house, kind=kind, partner_class="civil_society", municipality="Gent")
    gone = join(house, kind="company", partner_class="private", municipality="Zele")
    Membership.objects.filter(organisation=gone).update(until=timezone.localdate())
    found = composition_of(house.network)
    assert counted(found.kinds) == {
        "Kinderopvang": 2, "School": 0, "Bedrijf": 0, "Openbaar bestuur": 0, "Beweging": 1,
    }  # fmt: skip
    assert counted(found.classes) == {"Overheid": 0, "Middenveld": 3, "Particulier": 0}
    assert counted(found.places) == {"Gent": 3}
    assert found.organisations == 3


def test_a_language_is_counted_from_three_people_on(house):
    people = [house.member, *(UserFactory() for _ in "123")]
    for person in people[1:]:
        add_participant(actor=house.facilitator, network=house.network, user=person)
    for person, codes in zip(people, ["nl fr", "nl pl", "nl fr", "fr"], strict=True):
        for code in codes.split():
            Spoken.objects.create(profile=person.profile, code=code)
    assert counted(composition_of(house.network).languages) == {"Frans": 3, "Nederlands": 3}


def test_it_costs_two_questions(house, django_assert_num_queries):
    with django_assert_num_queries(2):
        composition_of(house.network)
