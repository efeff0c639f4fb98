"""A network's name, question and openness are changed by its facilitators, with history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks.actions import add_participant
from community.networks.models import Network, NetworkChange
from community.networks.settings.actions import change_network
from community.notifications.models import Notification
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(house, page="settings") -> str:
    return reverse(f"networks:{page}", args=[house.network.slug])


def data(network, **other) -> dict:
    newest = network.changes.first()
    own = {name: getattr(network, name) for name in ("name", "purpose", "visibility")}
    return {**own, "seen": newest.pk if newest else 0, **other}


def test_a_change_is_kept_with_who_when_and_both_values(house, sign_in):
    client = sign_in(house.facilitator)
    was = house.network.name
    said = client.post(
        address(house), data(house.network, name="Buiten blijven", visibility="members"), follow=True
    )
    assert "Bewaard. Wat er veranderde, staat in de geschiedenis." in said.text
    house.network.refresh_from_db()
    assert (house.network.name, house.network.visibility) == ("Buiten blijven", "members")
    kept = {(one.field, one.was, one.now, one.by) for one in NetworkChange.objects.all()}
    assert kept == {
        ("name", was, "Buiten blijven", house.facilitator),
        ("visibility", "network", "members", house.facilitator),
    }
    assert Entry.objects.filter(verb="networks.changed", network_id=house.network.pk).count() == 2
    page = client.get(address(house, "history")).text
    assert was in page
    assert "Buiten blijven" in page
    assert "Alleen wie meedoet" in page
    assert "Iedereen met een account" in page


def test_who_takes_part_hears_of_it_once(house):
    change_network(actor=house.facilitator, network=house.network, name="Anders", purpose="Iets anders")
    change_network(actor=house.facilitator, network=house.network, name="Anders", purpose="Iets anders")
    told = Notification.objects.filter(kind="networks/changed")
    assert [one.recipient for one in told] == [house.member]
    assert told.get().sentence == "Facilitator veranderde iets aan Anders: de naam, de vraag"


def test_who_may_join_matters_only_to_who_lets_people_in(house):
    second = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role="co_facilitator"
    )
    change_network(actor=house.facilitator, network=house.network, join_policy="invitation")
    told = Notification.objects.filter(kind="networks/changed")
    assert [one.recipient for one in told] == [second.user]


def test_the_same_again_changes_nothing(house):
    network = house.network
    assert change_network(actor=house.facilitator, network=network, name=network.name) == []
    assert not NetworkChange.objects.exists()


def test_only_fields_of_the_settings(house):
    with pytest.raises(PermissionDenied):
        change_network(actor=house.facilitator, network=house.network, closed_at=timezone.now())


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "Tweede  NET"}, "Er is al een netwerk met deze naam. Kies een andere."),
        ({"name": "a" * 10_000}, "120"),
        ({"name": "\x00"}, ""),
        ({"purpose": "a" * 10_000}, "400"),
        ({"visibility": "all"}, ""),
        ({"seen": "9" * 40}, ""),
    ],
)
def test_bad_input_is_said_beside_the_field_and_keeps_what_was_typed(other, sentence, house, sign_in):
    NetworkFactory(name="Tweede net", slug="tweede")
    answer = sign_in(house.facilitator).post(
        address(house), data(house.network, **{"purpose": "Getypt", **other})
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Getypt" in answer.text or "purpose" in other
    assert Network.objects.get(pk=house.network.pk).purpose == house.network.purpose


def test_who_saves_over_somebody_else_is_asked_to_look(house, sign_in):
    second = add_participant(
        actor=house.facilitator,
        network=house.network,
        user=UserFactory(name="Anke Denkbeeld"),
        role="facilitator",
    )
    sent = data(house.network, purpose="Mijn zin")
    change_network(actor=second.user, network=house.network, purpose="Haar zin")
    client = sign_in(house.facilitator)
    answer = client.post(address(house), sent)
    assert answer.status_code == 422
    assert "Anke veranderde dit zojuist. Kijk het na en bewaar opnieuw." in answer.text
    assert "Mijn zin" in answer.text
    assert Network.objects.get(pk=house.network.pk).purpose == "Haar zin"
    client.post(address(house), data(house.network, purpose="Mijn zin"))
    assert Network.objects.get(pk=house.network.pk).purpose == "Mijn zin"


@pytest.mark.parametrize(
    ("role", "seen", "changed"),
    [
        ("facilitator", 200, True),
        ("co_facilitator", 200, False),
        ("account_manager", 200, False),
        ("secretary", 403, False),
        ("member", 403, False),
        ("guest", 403, False),
    ],
)
def test_who_sees_and_who_changes(role, seen, changed, house, sign_in):
    person = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role=role
    ).user
    client = sign_in(person)
    page = client.get(address(house))
    assert page.status_code == seen
    assert ("vraag je aan Facilitator" in page.text) == (seen == 200 and not changed)
    client.post(address(house), data(house.network, name="Nieuw"))
    assert Network.objects.filter(pk=house.network.pk, name="Nieuw").exists() is changed


def test_a_closed_network_is_read_only(house, sign_in):
    Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    client = sign_in(house.facilitator)
    assert client.get(address(house)).status_code == 200
    assert client.post(address(house), data(house.network, name="Nieuw")).status_code == 403


def test_the_history_goes_on_and_costs_the_same_for_many(house, sign_in, django_assert_max_num_queries):
    client = sign_in(house.facilitator)
    for number in range(45):
        change_network(actor=house.facilitator, network=house.network, purpose=f"Vraag {number}")
    client.get(address(house, "history"))
    with django_assert_max_num_queries(24):
        page = client.get(address(house, "history"))
    assert "Vraag 44" in page.text
    assert "Vraag 10" not in page.text
    older = client.get(address(house, "history"), {"before": page.context["more"].isoformat()})
    assert "Vraag 10" in older.text
    assert client.get(address(house, "history"), {"before": "gisteren"}).status_code == 200
