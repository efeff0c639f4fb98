"""An organisation that was there twice becomes one, and one that is called otherwise is found by both names."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from community.networks.models import Membership
from community.organisations.actions import affiliate, change_organisation
from community.organisations.contacts.queries import acting_first
from community.organisations.making.actions import propose_organisation
from community.organisations.merging.actions import _pointing_here, merge_organisations
from community.organisations.models import Affiliation, FormerName, Organisation
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(house):
    gone = OrganisationFactory(
        name="Host huis bis", slug="bis", website="https://bis.example", story="Ons verhaal"
    )
    return gone, house.organisation


def test_people_networks_meetings_and_places_go_along(twice, house, sign_in):
    gone, into = twice
    person = UserFactory()
    affiliate(actor=house.admin, person=person, organisation=gone, role="primary_contact")
    venue = VenueFactory(organisation=gone)
    house.later.host = gone
    house.later.save()
    other = MembershipFactory(organisation=gone)
    both = MembershipFactory(organisation=gone, network=house.network, since=dt.date(2024, 1, 1))
    participant = house.network.participants.create(user=person, organisation=gone)
    for _ in range(2):
        assert merge_organisations(actor=house.staff, gone=gone, into=into) == into
    for row in (house.later, other, participant, person, venue, into):
        row.refresh_from_db()
    assert {house.later.host, other.organisation, participant.organisation, venue.organisation} == {into}
    assert Membership.objects.get(network=house.network, organisation=into).since == both.since
    assert (person.island, person.works_at) == ("host-house", "Host house")
    assert acting_first(into) == person
    assert (into.website, into.story) == ("https://bis.example", "Ons verhaal")
    assert not Organisation.objects.filter(pk=gone.pk).exists()
    answer = sign_in(house.member).get("/organisations/bis/")
    assert (answer.status_code, answer["Location"]) == (301, "/organisations/host-house/")
    assert "Heette vroeger" in sign_in(house.member).get("/organisations/host-house/").text


def test_no_table_is_forgotten(twice, house):
    gone, into = twice
    merge_organisations(actor=house.staff, gone=into, into=gone)
    left = [
        (model._meta.label, field)
        for model, field in _pointing_here()
        if model._base_manager.filter(**{field: into.pk}).exists()
    ]
    assert left == []
    assert house.network.memberships.filter(organisation=gone).exists()
    assert {"events.Meeting", "networks.Signature", "events.TurnAnswer"} <= {
        model._meta.label for model, _field in _pointing_here()
    }


def test_who_works_at_both_works_at_one(twice, house):
    gone, into = twice
    person = UserFactory()
    affiliate(actor=house.admin, person=person, organisation=gone, since=dt.date(2020, 1, 1))
    affiliate(actor=house.admin, person=person, organisation=into, since=dt.date(2024, 1, 1))
    merge_organisations(actor=house.staff, gone=gone, into=into)
    assert [one.since for one in Affiliation.objects.filter(person=person)] == [dt.date(2020, 1, 1)]


def test_what_cannot_be_merged_is_said(twice, house):
    gone, into = twice
    with pytest.raises(ValidationError):
        merge_organisations(actor=house.staff, gone=into, into=into)
    with pytest.raises(PermissionDenied):
        merge_organisations(actor=house.facilitator, gone=gone, into=into)
    OrganisationFactory(slug="weg").delete()


def test_an_address_that_led_somewhere_is_not_given_away(twice, house):
    merge_organisations(actor=house.staff, gone=twice[0], into=twice[1])
    assert (
        propose_organisation(actor=house.member, name="Bis", municipality="Gent", kind="school").slug
        == "bis-gent"
    )


def test_a_new_name_keeps_the_address_and_the_old_name_finds_it(house, sign_in):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation)
    change_organisation(actor=house.admin, organisation=house.organisation, name="Nieuw huis")
    house.member.refresh_from_db()
    assert house.member.works_at == "Nieuw huis"
    assert FormerName.objects.get().name == "Host house"
    page = sign_in(house.member).get("/organisations/?q=host+house")
    assert [hit.organisation.name for hit in page.context["found"].hits] == ["Nieuw huis"]
    assert "Host house" in sign_in(house.member).get("/organisations/host-house/").text
    change_organisation(actor=house.admin, organisation=house.organisation, name="Host house")
    assert [one.name for one in FormerName.objects.all()] == ["Nieuw huis"]


class TestScreen:
    def test_staff_choose_which_one_stays(self, twice, house, sign_in):
        gone, into = twice
        client = sign_in(house.staff)
        page = client.get("/organisations/bis/merge/?q=host")
        assert f'value="{into.pk}"' in page.text
        assert "Heette" not in page.text
        assert (
            client.post("/organisations/bis/merge/", {"into": into.pk})["Location"]
            == "/organisations/host-house/"
        )
        assert client.get("/organisations/bis/merge/").status_code == 404

    @pytest.mark.parametrize("into", ["", "x", "0", "9" * 30, "\x00"])
    def test_nothing_chosen_is_asked_again(self, into, twice, house, sign_in):
        answer = sign_in(house.staff).post("/organisations/bis/merge/", {"into": into})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["into"]
