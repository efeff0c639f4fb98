import pytest
from django.test import Client

from community.home.templatetags.buttons import button_class, link_class

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("tags", "button", "link"),
    [
        (["primary"], "button button--main", "button"),
        (["outline", "cancel"], "button", "button"),
        (["danger", "delete", "panel"], "button button--no", "button button--no"),
        (None, "button button--main", "button"),
    ],
)
def test_buttons_of_the_account_pages_look_as_their_tags_say(tags, button, link):
    assert (button_class(tags), link_class(tags)) == (button, link)


def test_the_pages_of_an_account_open(house):
    """Their library hands tags to our buttons in its own shape."""
    client = Client()
    client.force_login(house.people["member"])

    for path in ("/account/email/", "/account/sessions/", "/account/2fa/", "/account/password/change/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert 'class="button' in answer.content.decode(), path
