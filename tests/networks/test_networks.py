import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks import actions, rules
from community.networks.models import Network
from tests.factories import NetworkFactory, OrganisationFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "closed", "expected"),
    [
        ("facilitator", False, (True, True, True, True)),
        ("facilitator", True, (True, True, False, False)),
        ("member", False, (True, False, False, True)),
        ("member", True, (True, False, False, False)),
        ("guest", False, (True, False, False, True)),
        ("left", False, (False, False, False, False)),
        (None, False, (False, False, False, False)),
    ],
)
def test_what_a_role_may(role, closed, expected):
    network = NetworkFactory(closed_at=timezone.now() if closed else None)
    user = UserFactory()
    if role:
        left = timezone.now() if role == "left" else None
        ParticipantFactory(network=network, user=user, role="member" if left else role, left_at=left)
    answers = tuple(
        rule(user, network)
        for rule in (rules.takes_part, rules.facilitates, rules.may_invite, rules.may_write_in)
    )
    assert answers == expected


@pytest.mark.parametrize(
    ("visibility", "policy", "inside", "may"),
    [
        ("public", "request", False, True),
        ("members", "request", False, True),
        ("network", "request", False, False),
        ("public", "invitation", False, False),
        ("public", "request", True, False),
    ],
)
def test_who_may_ask_to_join(visibility, policy, inside, may):
    network, user = NetworkFactory(visibility=visibility, join_policy=policy), UserFactory()
    if inside:
        ParticipantFactory(network=network, user=user)
    assert rules.may_ask_to_join(user, network) is may


@pytest.mark.parametrize(
    ("visibility", "visitor", "outsider", "participant"),
    [("public", 1, 1, 1), ("members", 0, 1, 1), ("network", 0, 0, 1)],
)
def test_who_knows_about_a_network(visibility, visitor, outsider, participant):
    from django.contrib.auth.models import AnonymousUser

    network = NetworkFactory(visibility=visibility)
    inside = ParticipantFactory(network=network).user
    counts = [Network.objects.visible_to(u).count() for u in (AnonymousUser(), UserFactory(), inside)]
    assert counts == [visitor, outsider, participant]


class TestInvitations:
    def test_one_person_joins_once(self, house):
        part = actions.accept_invitation(actor=house.invited, token=house.token)
        assert (part.user, part.network) == (house.invited, house.network)
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(actor=house.invited, token=house.token)

    @pytest.mark.parametrize("who", ["outsider", "applicant", "former"])
    def test_it_is_for_one_address(self, house, who):
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(actor=house.who(who), token=house.token)

    def test_it_expires(self, house):
        house.invitation.expires_at = timezone.now() - dt.timedelta(minutes=1)
        house.invitation.save()
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(actor=house.invited, token=house.token)

    def test_the_page_of_a_used_or_forged_link_explains_itself(self, client, house):
        response = client.get(reverse("networks:invitation", args=["geraden"]))
        assert response.status_code == 410
        assert "werkt niet meer" in response.content.decode()

    def test_only_facilitators_invite(self, house, sign_in):
        url = reverse("networks:invite", args=[house.network.slug])
        assert sign_in(house.member).post(url, {"email": "x@example.org"}).status_code == 403

    def test_a_bad_address_is_refused_in_words(self, house, sign_in):
        url = reverse("networks:invite", args=[house.network.slug])
        response = sign_in(house.facilitator).post(url, {"email": "a@b.be\r\nBcc: x@y.be"})
        assert response.status_code == 422


class TestRequests:
    def test_approval_lets_in(self, house):
        actions.answer_request(actor=house.facilitator, request=house.request, approve=True)
        assert rules.takes_part(house.applicant, house.network)

    def test_members_do_not_answer(self, house):
        with pytest.raises(PermissionDenied):
            actions.answer_request(actor=house.member, request=house.request, approve=True)

    def test_asking_twice_is_one_request(self, house):
        again = actions.ask_to_join(actor=house.applicant, network=house.network, motivation="Nog eens")
        assert again == house.request


def test_the_last_facilitator_stays(house):
    part = house.network.participants.get(user=house.facilitator)
    with pytest.raises(ValidationError):
        actions.remove_participant(actor=house.facilitator, participant=part)


def test_every_version_of_the_agreement_is_signed_again(house):
    first = actions.sign_agreement(actor=house.member, agreement=house.agreement)
    assert actions.sign_agreement(actor=house.member, agreement=house.agreement) == first
    second = actions.publish_agreement(actor=house.facilitator, network=house.network, html="<p>Twee</p>")
    assert (second.version, second.signatures.count()) == (2, 0)
    with pytest.raises(PermissionDenied):
        actions.sign_agreement(actor=house.member, agreement=house.agreement)


def test_a_hue_is_far_from_those_in_use():
    from community.organisations.islands import HUES, pick_hue

    used = []
    for _ in range(12):
        used.append(pick_hue(used))
    assert sorted(used) == sorted(HUES.values())
    assert OrganisationFactory().hue in HUES.values()
