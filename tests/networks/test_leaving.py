"""Leaving asks first, can be undone for a day, and leads the last facilitator to naming another."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks import rules
from community.networks.actions import add_participant, remove_participant
from community.networks.leaving.actions import bring_back
from community.networks.models import Network, Participant
from community.notifications.models import Notification
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def part_of(house, who) -> Participant:
    return house.network.participants.get(user=house.who(who))


def page_of(house, who) -> str:
    return reverse("networks:remove", args=[house.network.slug, part_of(house, who).pk])


def back_of(house, who) -> str:
    return reverse("networks:come_back", args=[part_of(house, who).pk])


def test_it_asks_first_and_says_what_it_means(house, sign_in):
    page = sign_in(house.member).get(page_of(house, "member"))
    assert f"{house.network.name} verlaten?" in page.text
    assert "Wat je schreef, blijft." in page.text
    assert rules.takes_part(house.member, house.network)


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_who_did_it_can_undo_it_for_a_day(who, house, sign_in):
    organisation = OrganisationFactory()
    Participant.objects.filter(user=house.member).update(organisation=organisation)
    before = part_of(house, "member")
    client = sign_in(house.who(who))
    said = client.post(page_of(house, "member"), follow=True)
    assert not rules.takes_part(house.member, house.network)
    assert f'action="{back_of(house, "member")}"' in said.text
    assert client.post(back_of(house, "member")).status_code == 302
    after = part_of(house, "member")
    assert (after.left_at, after.organisation, after.role, after.joined_at) == (
        None, organisation, before.role, before.joined_at,
    )  # fmt: skip
    client.post(page_of(house, "member"))
    Participant.objects.filter(user=house.member).update(left_at=timezone.now() - dt.timedelta(hours=25))
    assert client.post(back_of(house, "member")).status_code == 404


def test_nobody_else_undoes_it(house, sign_in):
    sign_in(house.facilitator).post(page_of(house, "member"))
    for who in ("member", "outsider", "other_facilitator", "staff"):
        assert sign_in(house.who(who)).post(back_of(house, "member")).status_code == 404, who
    assert not rules.takes_part(house.member, house.network)
    assert sign_in(None).post(back_of(house, "member"))["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 403), ("outsider", 404), ("former", 404), ("staff", 404), ("facilitator", 200)],
)
def test_only_a_facilitator_takes_somebody_out(who, status, house, sign_in):
    other = UserFactory()
    part = add_participant(actor=house.facilitator, network=house.network, user=other)
    url = reverse("networks:remove", args=[house.network.slug, part.pk])
    client = sign_in(house.who(who))
    assert client.get(url).status_code == status
    client.post(url)
    assert rules.takes_part(other, house.network) is (status != 200)


def test_the_last_facilitator_names_another_and_then_leaves(house, sign_in):
    client, url = sign_in(house.facilitator), page_of(house, "facilitator")
    page = client.get(url)
    naming = reverse("networks:name_facilitator", args=[house.network.slug, part_of(house, "member").pk])
    assert f'action="{naming}"' in page.text
    assert client.post(url).status_code == 422
    assert rules.facilitates(house.facilitator, house.network)
    client.post(naming)
    client.post(naming)
    assert rules.facilitates(house.member, house.network)
    told = Notification.objects.get(kind="networks/facilitator")
    assert told.recipient == house.member
    assert client.post(url).status_code == 302
    assert not rules.takes_part(house.facilitator, house.network)


def test_a_guest_is_not_named(house, sign_in):
    guest = add_participant(actor=house.facilitator, network=house.network, user=UserFactory(), role="guest")
    url = reverse("networks:name_facilitator", args=[house.network.slug, guest.pk])
    assert sign_in(house.facilitator).post(url).status_code == 403


def test_who_was_taken_out_twice_left_once(house):
    participant = house.network.participants.get(user=house.member)
    for _time in "12":
        remove_participant(actor=house.facilitator, participant=participant)
    assert Entry.objects.filter(verb="networks.left", about_id=participant.pk).count() == 1


@pytest.mark.parametrize("end", ["network", "organisation"])
def test_nobody_comes_back_to_what_has_ended(house, end):
    participant = part_of(house, "member")
    remove_participant(actor=house.member, participant=participant)
    if end == "network":
        Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    else:
        house.network.memberships.filter(organisation=house.organisation).update(until=timezone.localdate())
    with pytest.raises(PermissionDenied):
        bring_back(actor=house.member, participant=Participant.objects.get(pk=participant.pk))
