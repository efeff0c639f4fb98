"""Organisations are found by what they are, where they are and what they do together."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.organisations.actions import affiliate, change_organisation
from community.organisations.models import Organisation
from tests.factories import MembershipFactory, NetworkFactory, OrganisationFactory, VenueFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db
TOWNS = {
    "Lokeren": (51.1036, 3.9934), "Gent": (51.0543, 3.7174), "Aalst": (50.9383, 4.0392),
    "Dendermonde": (51.0283, 4.1011), "Mechelen": (51.0259, 4.4776), "Sint-Niklaas": (51.1651, 4.1437),
}  # fmt: skip
LOKEREN = "/organisations/?q=buitenspel&around=Lokeren&within=25"


def place(town, **more):
    latitude, longitude = TOWNS[town]
    fields = {"name": f"Huis {town}", "slug": town.lower(), "municipality": town, "public": True}
    return OrganisationFactory(**fields | {"latitude": latitude, "longitude": longitude} | more)


@pytest.fixture
def towns(house):
    made = {town: place(town) for town in TOWNS}
    for one in made.values():
        change_organisation(actor=house.admin, organisation=one, domains=["Buitenspel"])
    return made


def shown(page) -> list[tuple[str, str]]:
    """The town of each row, and how far it says that it is."""
    rows = page.text.split('<li class="row hit"')[1:]
    far = [re.search(r'distance"><b>([\d,]+)</b> km', row) for row in rows]
    return [
        (re.search(r"dot-separated\">\s*<span>([^<]+)", row)[1], one[1] if one else "")
        for row, one in zip(rows, far, strict=True)
    ]


class TestAround:
    def test_outdoor_play_within_25_km_of_lokeren(self, towns, house, sign_in):
        """S3-19; somebody of Lokeren itself looks."""
        affiliate(actor=house.admin, person=house.member, organisation=towns["Lokeren"])
        page = sign_in(house.member).get(LOKEREN)
        near = [("Dendermonde", "11,3"), ("Sint-Niklaas", "12,5"), ("Aalst", "18,7"), ("Gent", "20,0")]
        assert shown(page) == near
        assert "Net erbuiten" in page.text
        assert "Huis Mechelen" in page.text
        assert "34,9 km" in page.text
        assert "within=40" in page.text
        assert "<mark>Buitenspel</mark>" in page.text

    def test_by_name_where_that_is_asked(self, towns, sign_in, house):
        page = sign_in(house.outsider).get(f"{LOKEREN}&order=name")
        assert [town for town, _ in shown(page)] == [
            "Aalst",
            "Dendermonde",
            "Gent",
            "Lokeren",
            "Sint-Niklaas",
        ]

    def test_a_town_that_nobody_knows_is_asked_back(self, towns, client):
        page = client.get("/organisations/?around=Lokern&q=buitenspel")
        assert "We kennen “Lokern” niet" in page.text
        assert "around=Lokeren" in page.text
        assert shown(page) == []
        assert "Typ een gemeente" in client.get("/organisations/?around=Qqqqq").text

    def test_nothing_near_offers_to_look_farther(self, towns, client):
        page = client.get("/organisations/?q=buitenspel&around=Breda&within=10")
        assert "Niets over <i>buitenspel</i> binnen 10 km van Breda" in page.text


class TestFilters:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("q=huis+aalst", {"Aalst"}), ("q=gent", {"Gent"}), ("kind=company", {"Gent"}),
            ("kind=company&kind=movement", {"Gent", "Aalst"}), ("class=private", {"Gent"}), ("open=1", {"Aalst"}),
            ("domain=lassen", {"Gent"}), ("q=lassen", {"Gent"}), ("network=open-net", {"Mechelen"}),
            ("q=drempels", {"Mechelen"}), ("room=step_free", {"Lokeren"}), ("kind=nonsense", set(TOWNS)),
            ("q=waterkant", {"Dendermonde"}),
        ],
    )  # fmt: skip
    def test_each_narrows_the_list(self, asked, found, towns, house, sign_in):
        Organisation.objects.filter(slug="gent").update(kind="company", partner_class="private")
        Organisation.objects.filter(slug="aalst").update(kind="movement", open_for_cooperation=True)
        change_organisation(actor=house.admin, organisation=towns["Gent"], domains=["Lassen"])
        change_organisation(actor=house.admin, organisation=towns["Dendermonde"], story="Aan de waterkant.")
        network = NetworkFactory(slug="open-net", visibility="public", purpose="Weg met drempels")
        MembershipFactory(network=network, organisation=towns["Mechelen"])
        VenueFactory(organisation=towns["Lokeren"])
        page = sign_in(house.outsider).get(f"/organisations/?{asked}")
        slugs = {hit.organisation.slug for hit in page.context["found"].hits}
        assert slugs & {town.lower() for town in TOWNS} == {town.lower() for town in found}

    @pytest.mark.parametrize("word", [CANARY, "geheim"])
    def test_a_closed_network_finds_nothing_for_who_is_outside(self, word, house, sign_in):
        address = f"/organisations/?q={word}"
        assert "Host house" in sign_in(house.member).get(address).text
        for client in (sign_in(house.outsider), Client()):
            page = client.get(address)
            assert page.context["found"].total == 0
            assert house.network.name not in page.text
            assert client.get("/organisations/?network=geheim").context["found"].total == 0

    @pytest.mark.parametrize(
        "junk", ["q=%00%00", "q=" + "x" * 10_000, "around=%F0%9F%98%80", "within=-1", "after=9:x", "after=x:", "within=9e99",
                 "after=99999999999999999999:a", "domain=%00", "network=a%00b", "kind=%00", f"after=1:{'9' * 400}"],
    )  # fmt: skip
    def test_junk_in_the_address_is_no_error(self, junk, towns, client):
        assert client.get(f"/organisations/?{junk}").status_code == 200
        assert client.get(f"/organisations/?around=Lokeren&{junk}").status_code == 200


def test_a_visitor_sees_what_wants_to_be_seen_and_was_checked(towns, client):
    Organisation.objects.filter(slug="gent").update(public=False)
    Organisation.objects.filter(slug="aalst").update(checked_at=None)
    VenueFactory(organisation=towns["Lokeren"], capacity=77)
    page = client.get("/organisations/")
    assert {town for town, _ in shown(page)} == set(TOWNS) - {"Gent", "Aalst"}
    assert {hit.room for hit in page.context["found"].hits} == {None}


class TestPages:
    @pytest.fixture
    def many(self, towns):
        for n in range(45):
            place("Gent", name=f"Rij {n:02}", slug=f"rij-{n}", latitude=51.05 + n / 1000)

    @pytest.mark.parametrize("asked", ["", "?around=Gent&within=100"])
    def test_every_organisation_is_on_one_of_them(self, asked, many, client):
        seen, address = [], f"/organisations/{asked}"
        while address:
            page = client.get(address)
            assert page.context["found"].total == 51
            seen += [hit.organisation.slug for hit in page.context["found"].hits]
            following = page.context["closer"]["next"]
            address = f"/organisations/{following}" if following else ""
        assert len(seen) == len(set(seen)) == 51

    def test_the_map_counts_where_not_all_fit(self, many, client):
        drawn = client.get("/organisations/").context["chart"]
        assert [(one.name, one.number) for one in drawn.crowds][0] == ("Gent", 46)
        assert not drawn.marks


def test_as_many_questions_for_three_as_for_one(house, sign_in):
    reader, counts = sign_in(house.outsider), []
    for towns in (["Aalst"], ["Gent", "Dendermonde"]):
        for town in towns:
            one = place(town)
            change_organisation(actor=house.admin, organisation=one, domains=["buitenspel", town])
            VenueFactory(organisation=one, latitude=one.latitude, longitude=one.longitude)
        reader.get(LOKEREN)
        with CaptureQueriesContext(connection) as asked:
            page = reader.get(f"{LOKEREN}&kind=school&class=civil_society")
        assert (
            len(page.context["found"].hits) == Organisation.objects.filter(domains__slug="buitenspel").count()
        )
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 12
