"""S3-07: a secondment asks who works where, from when until when, and offers no rotation."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from community.networks.beginning import actions
from community.networks.models import Network, Secondment
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2027, 1, 4), dt.date(2027, 6, 30)


@pytest.fixture
def staff():
    return UserFactory(is_staff=True)


@pytest.fixture
def concept(staff):
    return actions.prepare(actor=staff, name="Ruil", purpose="Hoe?", cooperation_form="secondment")


def seconded(actor, concept, sender, receiver):
    return actions.second_somebody(
        actor=actor,
        beginning=concept,
        sender=sender,
        receiver=receiver,
        person="Ann",
        starts_on=FIRST,
        ends_on=LAST,
    )


def test_it_starts_once_it_says_who_works_where(staff, concept):
    sender, receiver = OrganisationFactory(), OrganisationFactory()
    with pytest.raises(ValidationError) as refused:
        actions.start(actor=staff, beginning=concept)
    assert list(refused.value.message_dict) == ["organisations"]

    seconded(staff, concept, sender, receiver)
    network = actions.start(actor=staff, beginning=concept)

    assert set(network.current_organisations) == {sender, receiver}
    made = network.beginning.secondment
    assert (made.person, made.sender, made.receiver, made.starts_on, made.ends_on) == (
        "Ann", sender, receiver, FIRST, LAST,
    )  # fmt: skip


def test_when_the_receiver_is_taken_away_it_asks_again(staff, concept):
    sender, receiver = OrganisationFactory(), OrganisationFactory()
    seconded(staff, concept, sender, receiver)
    actions.leave_out(actor=staff, beginning=concept, organisation=receiver)
    with pytest.raises(ValidationError):
        actions.start(actor=staff, beginning=concept)


def test_the_second_step_asks_for_it_and_no_plan_is_offered_afterwards(staff, concept, sign_in):
    client, page = sign_in(staff), concept.address_of("organisations")
    sender, receiver = OrganisationFactory(name="Zender"), OrganisationFactory(name="Ontvanger")
    for one in (sender, receiver):
        actions.choose(actor=staff, beginning=concept, organisation=one)
    fields = {
        "person": "Ann", "sender": sender.pk, "receiver": receiver.pk, "starts_on": "2027-01-04",
        "ends_on": "30 juni 2027",
    }  # fmt: skip
    for wrong in (
        {"person": ""}, {"receiver": sender.pk}, {"ends_on": "2026-12-31"}, {"starts_on": "x"}, {"sender": "0"},
        {"person": "x" * 10_000}, {"person": "a\x00"}, {"receiver": OrganisationFactory().pk},
    ):  # fmt: skip
        assert client.post(page, fields | wrong).status_code == 422, wrong
    assert not Secondment.objects.exists()
    assert client.post(page, fields).url == concept.address_of("people")

    form = {"visibility": "network", "join_policy": "invitation", "ground_rules": "", "do": "start"}
    begun = client.post(concept.address_of("how"), form, follow=True).content.decode()

    network = Network.objects.get()
    assert "Ann werkt bij Ontvanger" in " ".join(begun.split())
    assert f"/meetings/network/{network.slug}/plan/" not in begun


def test_without_it_the_last_step_leads_back_to_where_it_is_asked(staff, concept, sign_in):
    form = {"visibility": "network", "join_policy": "invitation", "ground_rules": "", "do": "start"}
    back = sign_in(staff).post(concept.address_of("how"), form)
    assert back.url == concept.address_of("organisations")
