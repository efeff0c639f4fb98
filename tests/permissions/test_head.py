"""What can be opened can be asked for its head: link checkers, proxies and calendars do that first."""

import pytest

from .test_junk import addresses

pytestmark = pytest.mark.django_db


def test_the_head_of_an_address_is_that_of_its_page(house, sign_in):
    for persona in ("facilitator", "visitor"):
        client, differs, opened = sign_in(house.who(persona)), {}, 0
        for url in addresses(house):
            head = client.head(url).status_code
            page = client.get(url).status_code
            opened += page == 200
            if head != page:
                differs[url] = (head, page)
        assert not differs, persona
        assert opened > 10
