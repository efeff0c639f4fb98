"""Invitations after they were sent: how far each is, once more, withdrawn; links with an end and a number."""

import datetime as dt
import smtplib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import accept_invitation, invite
from community.networks.inviting import actions
from community.networks.inviting.links import link_behind, path_of
from community.networks.inviting.states import state_of
from community.networks.models import Beginning, Invitation, InvitationLink
from community.networks.opening.actions import withdraw
from community.notifications.jobs import note_failure
from community.notifications.models import Notification, OutgoingMail
from community.organisations.actions import affiliate
from tests.factories import OrganisationFactory, UserFactory
from tests.house import CANARY, House

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def said(invitation) -> str:
    return str(state_of(Invitation.objects.get(pk=invitation.pk)).words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "verstuurd"),
        ({"opened_at": timezone.now()}, "opende de uitnodiging"),
        ({"bounced_at": timezone.now()}, "de mail kwam terug"),
        ({"expires_at": timezone.now() - HOUR}, "verlopen"),
        ({"expires_at": timezone.now() - HOUR, "opened_at": timezone.now()}, "verlopen"),
        (
            {"expires_at": timezone.now() - HOUR, "asked_again_at": timezone.now()},
            "kwam te laat, vraagt een nieuwe",
        ),
        ({"withdrawn_at": timezone.now(), "bounced_at": timezone.now()}, "ingetrokken"),
        ({"accepted_at": timezone.now(), "opened_at": timezone.now()}, "is binnen"),
    ],
)
def test_how_far_an_invitation_is(house, fields, words):
    Invitation.objects.filter(pk=house.invitation.pk).update(**fields)
    assert said(house.invitation) == words


@pytest.mark.parametrize(
    ("persona", "opened"), [("visitor", True), ("invited", True), ("outsider", False), ("facilitator", False)]
)
def test_opening_its_page_counts_for_whom_it_is(house, sign_in, persona, opened):
    page = reverse("networks:invitation", args=[house.token])
    sign_in(house.who(persona)).get(page, headers={"Sec-Purpose": "prefetch"})
    assert said(house.invitation) == "verstuurd"
    sign_in(house.who(persona)).get(page)
    assert said(house.invitation) == ("opende de uitnodiging" if opened else "verstuurd")


def test_a_mail_that_comes_back_for_good_is_seen_and_mended(house, sign_in):
    mail = OutgoingMail.objects.filter(to=house.invitation.email).latest("pk")
    note_failure(mail, smtplib.SMTPRecipientsRefused({mail.to: (550, b"no such mailbox")}))
    assert said(house.invitation) == "de mail kwam terug"

    client = sign_in(house.facilitator)
    page = reverse("networks:change_invitation", args=[house.network.slug, house.invitation.pk])
    assert client.post(page, {"email": "nog@fout"}).status_code == 422
    assert client.post(page, {"email": "Beter@example.org"}).status_code == 302

    house.invitation.refresh_from_db()
    assert (house.invitation.email, said(house.invitation)) == ("beter@example.org", "verstuurd")
    assert OutgoingMail.objects.filter(to="beter@example.org").count() == 1


def test_sent_again_the_old_link_ends_and_pressed_twice_one_mail_goes(house):
    Invitation.objects.update(sent_at=timezone.now() - HOUR, expires_at=timezone.now() - HOUR)
    before = OutgoingMail.objects.count()
    for _press in range(2):
        actions.send_to(actor=house.facilitator, invitation=house.invitation, email=house.invited.email)
    assert OutgoingMail.objects.count() == before + 1
    with pytest.raises(PermissionDenied):
        accept_invitation(actor=house.invited, token=house.token)
    mail = OutgoingMail.objects.filter(to=house.invited.email).latest("pk")
    token = mail.text.partition("/networks/invitation/")[2].partition("/")[0]
    assert accept_invitation(actor=house.invited, token=token).network == house.network


def test_another_address_that_was_invited_already_is_refused(house):
    invite(actor=house.facilitator, network=house.network, email="al@example.org")
    with pytest.raises(ValidationError) as refused:
        actions.send_to(actor=house.facilitator, invitation=house.invitation, email="al@example.org")
    assert list(refused.value.message_dict) == ["email"]


def test_withdrawn_the_link_does_nothing_until_it_is_sent_again(house, sign_in):
    withdraw(actor=house.facilitator, invitation=house.invitation)
    assert sign_in(None).get(reverse("networks:invitation", args=[house.token])).status_code == 410
    with pytest.raises(PermissionDenied):
        accept_invitation(actor=house.invited, token=house.token)

    actions.send_to(actor=house.facilitator, invitation=house.invitation, email=house.invited.email)

    assert said(house.invitation) == "verstuurd"


def test_who_is_in_is_not_invited_again(house, sign_in):
    accept_invitation(actor=house.invited, token=house.token)
    client = sign_in(house.facilitator)
    page = reverse("networks:change_invitation", args=[house.network.slug, house.invitation.pk])
    for sent in ({"do": "withdraw"}, {"email": house.invited.email}):
        assert client.post(page, sent).status_code in (302, 422)
    assert said(house.invitation) == "is binnen"


@pytest.mark.parametrize(
    ("email", "words"),
    [("member", "Deze persoon doet al mee."), ("invited", "Deze persoon is al uitgenodigd.")],
)
def test_who_is_in_or_was_invited_is_said_before_sending(house, sign_in, email, words):
    before = Invitation.objects.count()
    page = sign_in(house.facilitator).post(
        reverse("networks:invite", args=[house.network.slug]), {"email": house.who(email).email.upper()}
    )
    assert page.status_code == 422
    assert words in page.content.decode()
    assert Invitation.objects.count() == before


def test_who_has_an_account_finds_it_among_the_notifications(house, sign_in):
    line = Notification.objects.get(recipient=house.invited, kind="networks/invited")
    page = reverse("networks:own_invitation", args=[house.invitation.pk])
    assert line.url == page
    for persona in [*House.INSIDE, *House.OUTSIDE]:
        answer = sign_in(house.who(persona)).get(page)
        expected = {"invited": 200, "visitor": 302, "deactivated": 302}.get(persona, 410)
        assert answer.status_code == expected, persona
        assert (CANARY in answer.content.decode()) is (persona == "invited"), persona
    client = sign_in(house.invited)
    assert f'href="{page}"' in client.get("/today/").content.decode()
    assert client.post(page).status_code == 302
    assert house.network.participants.active().filter(user=house.invited).exists()
    assert f'href="{page}"' not in client.get("/today/").content.decode()


def test_a_link_lets_in_as_many_as_it_is_for_for_its_organisation(house):
    other = OrganisationFactory()
    link = actions.make_link(
        actor=house.facilitator, network=house.network, most=2, days=1, organisation=other
    )
    people = [UserFactory() for _ in range(3)]
    parts = [actions.join_by_link(actor=person, link=link) for person in people[:2]]
    assert {(part.role, part.organisation) for part in parts} == {("member", other)}
    assert actions.join_by_link(actor=people[0], link=link) == parts[0]
    with pytest.raises(PermissionDenied):
        actions.join_by_link(actor=people[2], link=link)
    assert InvitationLink.objects.get(pk=link.pk).used == 2


def test_without_an_organisation_one_comes_in_for_where_one_works(house):
    works = OrganisationFactory()
    affiliate(actor=house.admin, person=house.outsider, organisation=works)
    assert actions.join_by_link(actor=house.outsider, link=house.link).organisation == works


@pytest.mark.parametrize("how", ["ended", "expired", "closed"])
def test_a_link_that_ended_says_so(house, sign_in, how):
    page, client = reverse("networks:by_link", args=[house.link_signed]), sign_in(house.outsider)
    assert client.get(page).status_code == 200
    if how == "ended":
        actions.end_link(actor=house.facilitator, link=house.link)
    elif how == "expired":
        InvitationLink.objects.update(expires_at=timezone.now() - HOUR)
    else:
        house.network.closed_at = timezone.now()
        house.network.save()
    for answer in (client.get(page), client.post(page)):
        assert answer.status_code == 410
        assert CANARY not in answer.content.decode()
    assert not house.network.participants.active().filter(user=house.outsider).exists()


@pytest.mark.parametrize("signed", ["x", "1", "WzFd:1abc:xyz", "a" * 500])
def test_a_link_that_nobody_made_opens_nothing(house, sign_in, signed):
    assert link_behind(signed) is None
    for persona, expected in (("visitor", 404), ("outsider", 404)):
        client, page = sign_in(house.who(persona)), reverse("networks:by_link", args=[signed])
        assert (client.get(page).status_code, client.post(page).status_code) == (410, expected)


def test_a_link_is_made_copied_used_and_ended_on_its_page(house, sign_in):
    client, page = sign_in(house.facilitator), reverse("networks:invitations", args=[house.network.slug])
    for wrong in ({"most": "0", "days": "5"}, {"most": "5", "days": "1000"}, {"most": "", "days": "x"}):
        assert client.post(page, wrong).status_code == 422
    client.post(page, {"most": "5", "days": "14"})
    link = house.network.invitation_links.first()
    assert path_of(link) in client.get(page).content.decode()
    other = sign_in(house.outsider)
    assert other.post(path_of(link)).url == reverse("home:welcome", args=[house.network.slug])
    client.post(reverse("networks:end_link", args=[house.network.slug, link.pk]))
    assert path_of(link) not in client.get(page).content.decode()


def test_a_network_that_began_otherwise_invites_from_a_list_too(house, sign_in):
    client = sign_in(house.facilitator)
    page = client.post(reverse("networks:new_list", args=[house.network.slug])).url
    text = f"Nieuw;nieuw@example.org;Host house\nAl;{house.member.email};Host house"
    client.post(page, {"do": "read", "text": text})
    client.post(page, {"words": "Tot donderdag"})
    made = Invitation.objects.get(email="nieuw@example.org")
    assert (made.name, made.words, made.organisation) == ("Nieuw", "Tot donderdag", house.organisation)
    assert "“Tot donderdag”" in OutgoingMail.objects.get(to="nieuw@example.org").text
    assert Beginning.objects.filter(network=house.network).count() == 1
    assert client.post(reverse("networks:new_list", args=[house.network.slug])).url == page


def test_the_page_asks_as_much_for_many_as_for_one(house, sign_in, django_assert_max_num_queries):
    for number in range(30):
        invite(
            actor=house.facilitator, network=house.network, email=f"p{number}@example.org",
            organisation=house.organisation,
        )  # fmt: skip
    client = sign_in(house.facilitator)
    with django_assert_max_num_queries(30):
        page = client.get(reverse("networks:invitations", args=[house.network.slug]))
    assert page.content.decode().count("p29@example.org") >= 1
