"""On a phone every page but the five of the bar below says, in the bar on top, what it stands under."""

import re

import pytest
from django.urls import reverse

from community.home.templatetags.frame import PLACES
from tests.permissions.table import TABLE
from tests.permissions.test_walk import address

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOP = re.compile(r'<header class="topbar">(.*?)</header>', re.DOTALL)
BACK = re.compile(r'class="topbar__back"\s+href="([^"]+)".*?<span[^>]*>\s*(.*?)\s*</span>', re.DOTALL)


@pytest.fixture
def ways(house, sign_in) -> dict[str, tuple[str, str] | None]:
    """By the name of an address: where its bar leads, and with what words; None where it shows the brand."""
    client, found = sign_in(house.facilitator), {}
    for name, (arguments, _rule) in TABLE.items():
        if "token" in arguments:
            continue
        try:
            response = client.get(address(house, name))
        except AttributeError:
            continue  # the house has none; played elsewhere
        page = (
            response.content.decode(errors="replace")
            if response.status_code == 200 and not response.streaming
            else ""
        )
        bar = TOP.search(page)
        if bar:
            back = BACK.search(bar[1])
            found[name] = back and back.groups()
    return found


def test_every_page_leads_back(ways, house):
    assert len(ways) > 50
    assert {name for name, way in ways.items() if way is None} == set(PLACES["bar"].values())
    meeting, held = house.meeting.get_absolute_url(), house.held.get_absolute_url()
    for name in (
        "host",
        "check_in",
        "programme",
        "showcase",
        "questions",
        "swap",
        "change",
        "cancel",
        "guest",
    ):
        assert ways[f"events:{name}"] == (meeting, house.meeting.title), name
    for name in ("notes", "minutes", "write_minutes", "reflect"):
        assert ways[f"events:{name}"] == (held, house.held.title), name
    meetings = reverse("events:network", args=[house.network.slug])
    for name in ("meeting", "plan", "plan_rules", "new_plan", "new_poll"):
        found = (
            (house.plan.get_absolute_url(), house.plan.name)
            if name == "plan_rules"
            else (meetings, house.network.name)
        )
        assert ways[f"events:{name}"] == found, name
    assert ways["events:network"] == (house.network.get_absolute_url(), house.network.name)
    assert ways["forum:topic"] == (house.board.get_absolute_url(), house.board.name)
    assert ways["chat:room"] == (reverse("chat:rooms"), house.network.name)
    assert ways["members:person"][0] == reverse("members:directory")


def test_no_page_leads_back_to_itself(ways, house):
    assert [name for name, way in ways.items() if way and way[0] == address(house, name)] == []
