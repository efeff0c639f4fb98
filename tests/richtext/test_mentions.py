"""A handle in a text becomes the name of who is called, as a link."""

import pytest

from community.richtext.mentions import link_mentions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return UserFactory(name="Noor <b>&", handle="noor")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("<p>@noor kijk</p>", "<p>{noor} kijk</p>"),
        ("<p>@NOOR, kijk</p>", "<p>{noor}, kijk</p>"),
        ("<p>@niemand kijk</p>", "<p>@niemand kijk</p>"),
        ("<p>noor@noor.be</p>", "<p>noor@noor.be</p>"),
    ],
)
def test_whoever_is_called_is_named_whatever_their_name_is(text, linked, noor):
    link = '<a class="at" href="/people/noor/">@Noor &lt;b&gt;&amp;</a>'
    assert link_mentions(text) == (linked.format(noor=link), [noor] if "{" in linked else [])


def test_who_closed_their_account_is_not_called(noor):
    noor.is_active = False
    noor.save()
    assert link_mentions("<p>@noor</p>") == ("<p>@noor</p>", [])
