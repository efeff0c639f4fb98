"""What somebody says in a row has one head above it."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from community.chat.models import Message
from community.chat.queries import join_runs

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC)
#: (who, minutes after noon, removed): whether it follows without a head.
SAID = [
    (("member", 0, False), False),
    (("member", 9, False), True),
    (("member", 18, False), True),
    (("member", 28, False), False),  # ten minutes are too long
    (("facilitator", 29, False), False),
    (("facilitator", 30, True), False),
    (("facilitator", 31, False), False),  # one of its own is gone
    (("facilitator", 32, False), False),  # from here on it is new
    (("facilitator", 33, False), True),
    (("facilitator", 60 * 11 + 5, False), False),
    (("facilitator", 60 * 11 + 1, False), True),
]


@pytest.fixture
def talk(house) -> list[Message]:
    house.room.messages.all().delete()
    return [
        Message.objects.create(
            room=house.room,
            number=number,
            author=house.who(who),
            client_id=uuid.uuid4(),
            html="<p>x</p>",
            created_at=NOON + dt.timedelta(minutes=minutes),
            deleted_at=NOON if removed else None,
        )
        for number, ((who, minutes, removed), _follows) in enumerate(SAID, start=1)
    ]


def test_a_head_stands_once_above_what_is_said_within_minutes(talk):
    join_runs(talk, new_from=8)
    assert [one.follows for one in talk] == [follows for _said, follows in SAID]


def test_midnight_is_a_new_day_with_its_own_head(talk):
    first, second = talk[:2]
    first.created_at = timezone.localtime(NOON).replace(hour=23, minute=58)
    second.created_at = first.created_at + dt.timedelta(minutes=4)
    join_runs([first, second], new_from=None)
    assert not second.follows


def test_what_nobody_wrote_any_more_is_not_of_one_person(talk):
    for one in talk[:2]:
        one.author = None
    join_runs(talk[:2], new_from=None)
    assert not talk[1].follows


def test_the_page_says_so_and_a_screen_reader_still_hears_who_it_is(house, talk, sign_in):
    house.room.members.update_or_create(user=house.member, defaults={"last_read": 11})
    page = BeautifulSoup(
        sign_in(house.member).get(reverse("chat:room", args=[house.room.pk])).text, "html.parser"
    )
    found = page.select_one("#m2")
    assert "message--more" in found["class"]
    assert found.select_one("header b").text == house.member.name
