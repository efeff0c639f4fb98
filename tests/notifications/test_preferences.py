"""What people choose: each kind once, under a heading that says what it is about."""

import pytest
from bs4 import BeautifulSoup

from community.notifications import kinds

pytestmark = pytest.mark.django_db


def test_every_kind_stands_once_under_a_heading(house, sign_in):
    page = BeautifulSoup(sign_in(house.member).get("/notifications/preferences/").text, "html.parser")
    groups = {
        body.select_one("[scope=rowgroup]").text.strip(): [box["value"] for box in body.select("[name=mail]")]
        for body in page.select("tbody")
    }
    assert list(groups) == [
        "Bijeenkomsten waar je komt", "De anderen ontvangen", "Voor en na een bijeenkomst", "Forum", "Je netwerken",
    ]  # fmt: skip
    shown = [name for names in groups.values() for name in names]
    assert sorted(shown) == sorted(kind.name for kind in kinds.every())
    assert groups["Forum"] == ["forum/mentioned", "forum/replied"]
    assert "events/swap_asked" in groups["De anderen ontvangen"]
