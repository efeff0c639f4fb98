"""The page of an organisation: for visitors what it tells everyone, for members also how to get there and who to ask."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.organisations.actions import affiliate, change_organisation
from community.organisations.models import Organisation
from events.models import Meeting
from tests.factories import MembershipFactory, NetworkFactory, UserFactory, VenueFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db
PAGE = "/organisations/host-house/"


@pytest.fixture
def public(house):
    change_organisation(
        actor=house.admin,
        organisation=house.organisation,
        public=True,
        story="Wij spelen buiten.",
        number="0999.999.922",
        domains=["Buitenspel"],
    )
    network = NetworkFactory(name="Open net", visibility="public")
    MembershipFactory(network=network, organisation=house.organisation)
    venue = house.venue
    venue.address, venue.on_foot = "Kantelpad 4", "Langs het water"
    venue.save()


def test_a_visitor_reads_what_is_for_everyone(house, public, client):
    Meeting.objects.filter(pk=house.meeting.pk).update(visibility="public", title="Kijkdag", network=None)
    said = client.get(PAGE).text
    for word in ("Host house", "Wij spelen buiten.", "Buitenspel", "Open net", "Kijkdag"):
        assert word in said
    for word in ("Kantelpad", "Langs het water", "0999", CANARY, house.member.name, "Bewerk"):
        assert word not in said
    assert "wie je aanspreekt, zijn voor leden" in said


def test_a_member_also_reads_how_to_get_there_and_who_to_ask(house, public, sign_in):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation)
    affiliate(actor=house.admin, person=UserFactory(name="Verborgen Vera"), organisation=house.organisation)
    said = sign_in(house.facilitator).get(PAGE).text
    for word in (
        "Kantelpad 4",
        "Langs het water",
        "0999.999.922",
        house.member.name,
        house.held.title,
        "Nog 1 persoon",
    ):
        assert word in said
    assert "Verborgen Vera" not in said


def test_who_is_outside_the_network_sees_none_of_its_meetings(house, public, sign_in):
    said = sign_in(house.outsider).get(PAGE).text
    assert CANARY not in said
    assert "Kantelpad 4" in said


@pytest.mark.parametrize("hidden", [{"public": False}, {"checked_at": None}])
def test_what_is_not_for_visitors_looks_like_what_does_not_exist(hidden, house, public):
    Organisation.objects.filter(pk=house.organisation.pk).update(**hidden)
    there, nowhere = (Client().get(f"/organisations/{slug}/") for slug in ("host-house", "nergens"))
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].replace("host-house", "nergens") == nowhere["Location"]


def test_one_without_anybody_or_any_place_has_a_page(house, client):
    Organisation.objects.filter(slug="other-house").update(public=True, story="", website="")
    assert client.get("/organisations/other-house/").status_code == 200


def test_as_many_questions_for_three_of_everything_as_for_one(house, public, sign_in):
    reader, counts = sign_in(house.facilitator), []
    for many in (1, 2):
        for _ in range(many):
            VenueFactory(organisation=house.organisation)
            person = UserFactory()
            house.network.participants.create(user=person)
            affiliate(actor=house.admin, person=person, organisation=house.organisation)
            MembershipFactory(network=NetworkFactory(visibility="public"), organisation=house.organisation)
        reader.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            reader.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 16
