"""Organisations join and leave on a day, by whose role it is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_member_organisation, add_participant
from community.networks.models import Membership
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def page_of(house) -> str:
    return reverse("networks:organisations", args=[house.network.slug])


def test_one_joins_from_a_day_on(house, sign_in):
    organisation, day = OrganisationFactory(), timezone.localdate() + dt.timedelta(days=5)
    client = sign_in(house.facilitator)
    data = {"do": "join", "organisation": organisation.pk, "since": day.isoformat()}
    page = client.post(page_of(house), data, follow=True).text
    assert f"{organisation.name} is nu lid." in page
    assert "wordt lid op" in page
    assert Membership.objects.get(organisation=organisation).since == day


def test_one_leaves_on_a_day_and_stays_after_all(house, sign_in):
    client, day = sign_in(house.facilitator), timezone.localdate() + dt.timedelta(days=5)
    data = {"organisation": house.organisation.pk, "do": "leave", "until": day.isoformat()}
    assert "gaat weg op" in client.post(page_of(house), data, follow=True).text
    own = Membership.objects.get(organisation=house.organisation)
    assert own.until == day
    client.post(page_of(house), data | {"do": "stay"})
    own.refresh_from_db()
    assert own.until is None


@pytest.mark.parametrize(
    ("role", "joins", "leaves"),
    [
        ("facilitator", 302, 302),
        ("co_facilitator", 302, 403),
        ("account_manager", 302, 403),
        ("secretary", 403, 403),
    ],
)
def test_whose_role_it_is(role, joins, leaves, house, sign_in):
    person = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role=role
    ).user
    client, today = sign_in(person), timezone.localdate().isoformat()
    new = OrganisationFactory()
    data = {"do": "join", "organisation": new.pk, "since": today}
    assert client.post(page_of(house), data).status_code == joins
    later = (timezone.localdate() + dt.timedelta(days=5)).isoformat()
    data = {"do": "leave", "organisation": house.organisation.pk, "until": later}
    assert client.post(page_of(house), data).status_code == leaves


@pytest.mark.parametrize(
    "data",
    [
        {"do": "join", "organisation": "", "since": "2026-01-01"},
        {"do": "join", "organisation": "9" * 30, "since": "vandaag"},
        {"do": "join", "since": "1900-01-01"},
        {"do": "leave", "until": "ooit"},
        {"do": "leave", "until": "\x00"},
    ],
)
def test_bad_input_is_said_beside_the_field(data, house, sign_in):
    own = {"organisation": house.organisation.pk} if data["do"] == "leave" else {}
    assert sign_in(house.facilitator).post(page_of(house), own | data).status_code == 422


@pytest.mark.parametrize("data", [{"do": "leave", "organisation": "x"}, {"do": "sell"}, {}])
def test_what_is_not_there(data, house, sign_in):
    assert sign_in(house.facilitator).post(page_of(house), data).status_code == 404


def test_more_organisations_cost_no_more_questions(house, sign_in):
    client = sign_in(house.facilitator)

    def cost():
        client.get(page_of(house))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(house))
        return len(asked)

    few = cost()
    for _ in "123":
        add_member_organisation(
            actor=house.facilitator, network=house.network, organisation=OrganisationFactory()
        )
    assert cost() == few
