"""A network says who decides, and its decisions stand with their day and mandate."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant
from community.networks.governance.actions import change_governance, write_decision
from community.networks.models import Decision, Governance, Network
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def page_of(house) -> str:
    return reverse("networks:governance", args=[house.network.slug])


def decided(**other) -> dict:
    return {
        "do": "decide",
        "text": "We huren samen een zaal",
        "on": timezone.localdate().isoformat(),
        "mandate": "De algemene vergadering",
        "client_id": str(uuid.uuid4()),
        **other,
    }


def test_s2_22_the_network_page_shows_who_decides_and_decisions_stand_with_day_and_mandate(house, sign_in):
    """S2-22."""
    client = sign_in(house.facilitator)
    board = "Bram Bruggemans, voorzitter\n\nElif Fictiers, penningmeester"
    client.post(page_of(house), {"kind": "separate", "legal_form": "Coöperatie", "board": board})
    found = Governance.objects.get()
    assert (found.kind, found.legal_form, found.board, found.lead) == (
        "separate", "Coöperatie", ["Bram Bruggemans, voorzitter", "Elif Fictiers, penningmeester"], None,
    )  # fmt: skip
    member = sign_in(house.member)
    front = member.get(house.network.get_absolute_url()).text
    assert "Een eigen organisatie beslist" in front
    assert "Coöperatie" in front
    data = decided()
    for _time in "12":
        client.post(page_of(house), data)
    page = member.get(page_of(house)).text
    assert page.count("We huren samen een zaal") == 1
    assert "De algemene vergadering" in page
    assert "Elif Fictiers, penningmeester" in page


def test_what_does_not_belong_to_the_kind_is_left_out(house):
    boss, network = house.facilitator, house.network
    change_governance(actor=boss, network=network, kind="separate", legal_form="Stichting", board=["Bram"])
    change_governance(
        actor=boss, network=network, kind="lead", lead=house.organisation, legal_form="Stichting", board=["x"]
    )
    found = Governance.objects.get()
    assert (found.lead, found.legal_form, found.board) == (house.organisation, "", [])
    assert change_governance(actor=boss, network=network, kind="shared").lead is None
    assert [one.now.splitlines()[0] for one in network.changes.filter(field="governance")] == [
        "shared", "lead", "separate",
    ]  # fmt: skip


def test_the_same_again_is_no_change(house):
    for _time in "12":
        change_governance(
            actor=house.facilitator, network=house.network, kind="lead", lead=house.organisation
        )
    assert house.network.changes.filter(field="governance").count() == 1


@pytest.mark.parametrize("given", [{"kind": "lead"}, {"kind": "separate"}, {"kind": "monarchy"}])
def test_what_is_missing_is_said(given, house):
    with pytest.raises(ValidationError):
        change_governance(actor=house.facilitator, network=house.network, **given)
    assert not house.network.changes.exists()


def test_who_leads_is_a_member(house):
    with pytest.raises(ValidationError):
        change_governance(
            actor=house.facilitator, network=house.network, kind="lead", lead=OrganisationFactory()
        )


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "lead"},
        {"kind": "separate", "legal_form": ""},
        {"kind": "separate", "legal_form": "x" * 10_000},
        {"kind": "separate", "legal_form": "Coöperatie", "board": "x" * 121},
        {"kind": "shared", "board": "\x00"},
        {"kind": "none"},
        decided(text=""),
        decided(text="x" * 10_000),
        decided(mandate=""),
        decided(mandate="\x00"),
        decided(on="ooit"),
        decided(on=(timezone.localdate() + dt.timedelta(days=2)).isoformat()),
        decided(client_id="x"),
    ],
)
def test_bad_input_is_said_beside_the_field(data, house, sign_in):
    before = Decision.objects.count()
    assert sign_in(house.facilitator).post(page_of(house), data).status_code == 422
    assert Decision.objects.count() == before


@pytest.mark.parametrize(
    ("role", "decides", "changes"),
    [
        ("facilitator", 302, 302),
        ("co_facilitator", 302, 403),
        ("secretary", 302, 403),
        ("account_manager", 403, 403),
        ("member", 403, 403),
    ],
)
def test_whose_role_it_is(role, decides, changes, house, sign_in):
    person = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role=role
    ).user
    client = sign_in(person)
    assert client.get(page_of(house)).status_code == 200
    assert client.post(page_of(house), decided()).status_code == decides
    assert client.post(page_of(house), {"kind": "shared"}).status_code == changes


def test_in_an_archive_nothing_is_decided(house, sign_in):
    Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    client = sign_in(house.facilitator)
    assert client.get(page_of(house)).status_code == 200
    assert "Dit netwerk is afgesloten" in client.post(page_of(house), decided()).text


def test_many_decisions_cost_no_more_questions(house, sign_in):
    client = sign_in(house.facilitator)

    def cost():
        client.get(page_of(house))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(house))
        return len(asked)

    one = cost()
    for _ in "123":
        write_decision(
            actor=house.facilitator,
            network=house.network,
            text="x",
            on=timezone.localdate(),
            mandate="x",
            client_id=uuid.uuid4(),
        )
    assert cost() == one
