"""An invitation opens one network, once, for whoever has the address it was sent to."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from community.networks import actions
from community.networks.models import Invitation

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
