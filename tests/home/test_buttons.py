import pytest

from community.home.templatetags.buttons import button_class, link_class


@pytest.mark.parametrize(
    ("tags", "button", "link"),
    [
        ("primary", "button button--main", "button"),
        ("outline,cancel", "button", "button"),
        ("danger,delete,panel", "button button--no", "button button--no"),
        (None, "button button--main", "button"),
    ],
)
def test_buttons_of_the_account_pages_look_as_their_tags_say(tags, button, link):
    assert (button_class(tags), link_class(tags)) == (button, link)
