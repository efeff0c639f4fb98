"""However many sessions end at once, the tabs are looked at once."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.db import transaction

from community.live.hub import CONTROL, check_sessions, hub, publish
from tests.conftest import session_key
from tests.factories import UserFactory

LIMIT = 30


@pytest.fixture
async def heard(planted):
    """What was said to the hub of this process, up to a word that is said last."""
    layer, found = get_channel_layer(), hub()
    found.channel = await layer.new_channel("hub")
    found.tabs["end.1"] = set()
    for group in (CONTROL, "end.1"):
        await layer.group_add(group, found.channel)

    async def until_the_end() -> list[str]:
        await sync_to_async(publish)("end.1", {"kind": "end"})
        kinds = []
        async with asyncio.timeout(LIMIT):
            while "frame" not in kinds:
                kinds.append((await layer.receive(found.channel))["type"])
        return [kind for kind in kinds if kind != "frame"]

    yield until_the_end
    found.channel = None


async def test_sessions_that_are_deleted_together_are_looked_at_once(heard):
    user = await sync_to_async(UserFactory)()
    for _ in range(3):
        await sync_to_async(session_key)(user)
    await sync_to_async(Session.objects.all().delete)()
    assert await heard() == ["sessions"]


def end_in_vain() -> None:
    """Inside a transaction that goes on, a part of it comes to nothing."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                check_sessions()
                raise ValueError
        except ValueError:
            check_sessions()


async def test_what_came_to_nothing_does_not_stand_for_what_follows(heard):
    await sync_to_async(end_in_vain)()
    assert await heard() == ["sessions"]


def end_twice() -> None:
    for _ in range(2):
        with transaction.atomic():
            check_sessions()


async def test_two_transactions_are_two_looks(heard):
    await sync_to_async(end_twice)()
    assert await heard() == ["sessions", "sessions"]
