"""The link of an invitation: what it still does, for whom, and what can be done when it does nothing."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from community.networks import actions as networks
from community.networks.models import Invitation, Participant
from community.networks.opening import actions
from community.networks.opening.queries import State, link_of, masked
from community.notifications.models import Notification, OutgoingMail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW = "hanne@wolkenboot.example.org"


def invited(house, email=NEW):
    return networks.invite(actor=house.facilitator, network=house.network, email=email)


def address(token):
    return reverse("networks:invitation", args=[token])


def ended(**fields):
    Invitation.objects.update(**fields)


LATE = {"expires_at": timezone.now() - dt.timedelta(days=1)}
STATES = {
    State.OPEN: {},
    State.EXPIRED: LATE,
    State.WITHDRAWN: {"withdrawn_at": timezone.now()},
    State.USED: {"accepted_at": timezone.now()},
}


def test_an_address_tells_its_first_letter_and_domain():
    assert masked("hanne@wolkenboot.example.org") == "h•••@wolkenboot.example.org"


@pytest.mark.parametrize("state", STATES)
def test_what_a_link_still_does(state, house, client):
    _invitation, token = invited(house)
    ended(**STATES[state])
    assert link_of(token).state == state
    answer = client.get(address(token))
    assert answer.status_code == (200 if state == State.OPEN else 410)
    assert NEW not in answer.text


def test_who_reads_it_first_comes_in_with_their_address_alone(house, client):
    _invitation, token = invited(house)
    assert client.get(address(token)).status_code == 200
    answer = client.post(address(token), {"email": " Hanne@Wolkenboot.example.org "})
    assert answer.url == reverse("home:welcome", args=[house.network.slug])
    person = User.objects.get(email=NEW)
    assert EmailAddress.objects.get(user=person).verified
    assert not person.has_usable_password()
    assert house.network.participants.get(user=person).role == Participant.Role.MEMBER
    assert client.get(answer.url).status_code == 302
    assert int(client.session["_auth_user_id"]) == person.pk


def test_who_will_lead_the_network_makes_an_account_with_a_code(house, client):
    _invitation, token = invited(house)
    Invitation.objects.update(role="facilitator")
    answer = client.post(address(token), {"email": NEW})
    assert answer.url.startswith(reverse("account_signup"))
    assert not User.objects.filter(email=NEW).exists()


def test_for_another_address_it_makes_nothing(house, client):
    _invitation, token = invited(house)
    before = User.objects.count()
    answer = client.post(address(token), {"email": "kaat@egel.example.org"})
    assert answer.status_code == 403
    assert "h•••@wolkenboot.example.org" in answer.text
    assert NEW not in answer.text
    assert User.objects.count() == before
    assert link_of(token).state == State.OPEN


def test_who_has_an_account_signs_in_first_and_comes_back(house, client):
    page = f"http://testserver{address(house.token)}"
    answer = client.post(page, {"email": house.invited.email}, headers={"Referer": page})
    assert answer.url.startswith(reverse("account_login"))
    assert house.token in answer.url
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("bad", ["", "hanne", "x" * 300 + "@a.be", "hanne\x00@wolkenboot.example.org"])
def test_what_is_no_address_is_said_beside_the_field(bad, house, client):
    answer = client.post(address(house.token), {"email": bad})
    assert answer.status_code in (422, 403)
    assert answer.status_code == 422 or "\x00" in bad


def test_somebody_else_who_is_signed_in_reads_for_whom_it_is(house, sign_in):
    client = sign_in(house.outsider)
    for answer in (client.get(address(house.token)), client.post(address(house.token))):
        assert answer.status_code == 403
        assert masked(house.invited.email) in answer.text
        assert f">{house.invited.email}<" not in answer.text
    assert not house.network.participants.filter(user=house.outsider).exists()


def test_a_used_link_leads_who_is_in_to_the_network_and_others_to_sign_in(house, sign_in, client):
    networks.accept_invitation(actor=house.invited, token=house.token)
    assert sign_in(house.invited).get(address(house.token)).url == house.network.get_absolute_url()
    answer = client.get(address(house.token))
    assert answer.status_code == 410
    assert reverse("account_login") in answer.text


@pytest.mark.parametrize("state", [State.EXPIRED, State.WITHDRAWN])
def test_who_comes_too_late_asks_for_a_new_one_once_a_day(state, house, client):
    _invitation, token = invited(house)
    ended(**STATES[state])
    new = reverse("networks:ask_for_new", args=[token])
    assert new in client.get(address(token)).text
    for _twice in range(2):
        assert client.post(new).url == address(token)
    told = Notification.objects.filter(kind="networks/invitation_asked")
    assert [one.recipient for one in told] == [house.facilitator]
    assert NEW in told[0].sentence
    page = client.get(address(token))
    assert new not in page.text
    assert "kreeg een bericht" in page.text


@pytest.mark.parametrize("state", [State.OPEN, State.USED])
def test_nobody_asks_for_a_new_one_of_a_link_that_works_or_was_used(state, house, client):
    _invitation, token = invited(house)
    ended(**STATES[state])
    assert client.post(reverse("networks:ask_for_new", args=[token])).status_code == 404
    assert client.post(reverse("networks:ask_for_new", args=["geraden"])).status_code == 404


def test_the_facilitator_sends_it_once_more_and_the_old_link_ends(house, sign_in):
    invitation, old = invited(house)
    ended(asked_again_at=timezone.now(), **LATE)
    client = sign_in(house.facilitator)
    page = client.get(reverse("networks:members", args=[house.network.slug])).text
    assert "kwam te laat" in page
    manage = reverse("networks:manage_invitation", args=[house.network.slug, invitation.pk])
    assert client.post(manage, {"do": "again"}).status_code == 302
    mail = OutgoingMail.objects.filter(to=NEW).latest("pk")
    new = mail.text.split("/invitation/")[1].split("/")[0]
    assert link_of(old).state == State.UNKNOWN
    assert link_of(new).state == State.OPEN
    assert client.post(manage, {"do": "withdraw"}).status_code == 302
    assert link_of(new).state == State.WITHDRAWN


@pytest.mark.parametrize(("persona", "status"), [("member", 403), ("outsider", 404), ("visitor", 302)])
def test_nobody_else_manages_invitations(persona, status, house, sign_in):
    manage = reverse("networks:manage_invitation", args=[house.network.slug, house.invitation.pk])
    client = sign_in(house.who(persona))
    assert [client.post(manage, {"do": do}).status_code for do in ("again", "withdraw")] == [status, status]
    assert link_of(house.token).state == State.OPEN


def test_of_two_who_come_in_at_once_one_does(house):
    _invitation, token = invited(house)
    actions.come_in_by_link(token=token, email=NEW, language="nl")
    with pytest.raises(PermissionDenied):
        actions.come_in_by_link(token=token, email=NEW, language="nl")
    with pytest.raises(PermissionDenied):
        networks.accept_invitation(actor=UserFactory(), token=token)
