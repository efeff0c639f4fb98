"""An invitation opens one network, once, for whoever has the address it was sent to."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from community.networks import actions
from community.networks.models import Invitation
from community.notifications.models import OutgoingMail
from community.organisations.actions import affiliate
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_address(house) -> EmailAddress:
    """The outsider has the address of the invitation besides their own."""
    house.invited.emailaddress_set.all().delete()
    return EmailAddress.objects.create(user=house.outsider, email=house.invited.email, verified=True)


@pytest.mark.parametrize("verified", [True, False])
def test_another_address_counts_once_it_is_proved(verified, other_address, house):
    EmailAddress.objects.filter(pk=other_address.pk).update(verified=verified)
    if verified:
        assert actions.accept_invitation(actor=house.outsider, token=house.token).user == house.outsider
    else:
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(actor=house.outsider, token=house.token)


def test_it_is_taken_once_also_when_somebody_else_takes_it_meanwhile(other_address, house):
    def meanwhile(execute, sql, params, many, context):
        if "account_emailaddress" in sql:  # after it was found open, before it is taken
            Invitation.objects.update(accepted_at=timezone.now())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile), pytest.raises(PermissionDenied):
        actions.accept_invitation(actor=house.outsider, token=house.token)
    assert not house.network.participants.active().filter(user=house.outsider).exists()


def test_it_ends_with_the_network(house, sign_in):
    url, client = reverse("networks:invitation", args=[house.token]), sign_in(house.invited)
    assert client.get(url).status_code == 200
    house.network.closed_at = timezone.now()
    house.network.save()
    assert client.get(url).status_code == 410
    with pytest.raises(PermissionDenied):
        actions.accept_invitation(actor=house.invited, token=house.token)


def invited_for(house, organisation, email):
    return actions.invite(
        actor=house.facilitator, network=house.network, email=email, organisation=organisation
    )[1]


def test_the_mail_and_the_page_say_for_which_organisation_and_what_that_changes(house, sign_in):
    works, other = OrganisationFactory(name="Lindelaar"), OrganisationFactory(name="Kinderloket")
    affiliate(actor=house.admin, person=house.member, organisation=works)
    house.network.participants.filter(user=house.member).update(organisation=works)
    token = invited_for(house, other, house.member.email)
    mail = OutgoingMail.objects.latest("pk")
    assert "Je neemt deel voor Kinderloket." in mail.text
    assert "Je neemt deel voor Kinderloket." in mail.html
    page = " ".join(sign_in(house.member).get(reverse("networks:invitation", args=[token])).text.split())
    assert "Je neemt deel voor Kinderloket." in page
    assert "Tot nu neem je deel voor Lindelaar; dat houdt dan op." in page
    assert "Naast je naam blijft Lindelaar staan" in page
    actions.accept_invitation(actor=house.member, token=token)
    assert house.network.participants.get(user=house.member).organisation == other


def test_who_facilitates_already_keeps_doing_so_and_without_an_organisation_theirs_stays(house):
    organisation = OrganisationFactory()
    house.network.participants.filter(user=house.facilitator).update(organisation=organisation)
    token = invited_for(house, None, house.facilitator.email)
    part = actions.accept_invitation(actor=house.facilitator, token=token)
    assert (part.role, part.organisation) == ("facilitator", organisation)


def test_who_comes_in_without_a_named_organisation_takes_part_for_where_they_work(house):
    works = OrganisationFactory()
    affiliate(actor=house.admin, person=house.invited, organisation=works)
    assert actions.accept_invitation(actor=house.invited, token=house.token).organisation == works
