"""Who opens the pages of a welcome: whom it is for, and nobody else. The member of the house was welcomed before."""

import pytest
from django.urls import reverse

from community.home.models import Arrival
from community.networks import actions as networks
from tests.house import CANARY, House

pytestmark = pytest.mark.django_db
PAGES = [
    ("home:welcome_step", ["who"]),
    ("home:welcome_step", ["hear"]),
    ("home:arrived", []),
]


@pytest.mark.parametrize("persona", ["invited", *House.INSIDE, "visitor", "outsider", "former", "staff"])
def test_only_whom_it_is_for(persona, house, sign_in):
    networks.accept_invitation(actor=house.invited, token=house.token)
    Arrival.objects.update(step="hear")
    client = sign_in(house.who(persona))
    for name, more in PAGES:
        answer = client.get(reverse(name, args=[house.network.slug, *more]))
        wanted = {"invited": {200, 302}, "member": {200, 302}, "visitor": {302}}.get(persona, {404})
        assert answer.status_code in wanted, name
        if persona not in ("invited", *House.INSIDE):
            assert CANARY not in answer.text


def test_there_is_no_other_question(house, sign_in):
    networks.accept_invitation(actor=house.invited, token=house.token)
    address = reverse("home:welcome_step", args=[house.network.slug, "religion"])
    assert sign_in(house.invited).get(address).status_code == 404
