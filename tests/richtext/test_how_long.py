"""How long a browser may keep a file without asking again: what is for some only, not at all."""

import uuid

import pytest

from community.richtext.actions import attach
from tests.house import picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("audience", "seconds"), [("public", 86_400), ("members", 0), ("network", 0)])
def test_only_what_everyone_may_read(audience, seconds, house, sign_in):
    audience = {"network": house.network.audience}.get(audience, audience)
    file = attach(actor=house.member, audience=audience, upload=picture(), client_id=uuid.uuid4())
    said = sign_in(house.member).get(file.get_absolute_url())["Cache-Control"]
    assert sorted(said.split(", ")) == [f"max-age={seconds}", "private"]
