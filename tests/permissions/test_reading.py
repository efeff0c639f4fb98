"""What nobody sees is not read: only who opens an address leaves a trace behind it, and only where this says so."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from community.chat.models import RoomMember
from events.planning.links import signed_path
from forum.models import ReadMark
from tests.house import House
from tests.knowledge.pages import SIZE, add_file, add_picture

from .table import TABLE
from .test_walk import address

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"\s*(insert|update|delete|replace)\b", re.IGNORECASE)

#: The addresses that are read by looking at them.
READ = {
    "forum:topic",
    "forum:posts_after",
    "chat:room",
    "events:meeting",
    "events:network",
    "events:questions",
}
#: What writes whoever asks, and why.
ALWAYS = {
    "events:attendance_table": "a list of people leaves the house; who took it is kept in the journal",
}
UNSEEN = {
    "fetched ahead": {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Purpose": "prefetch"},
    "fetched ahead by an older browser": {"Purpose": "prefetch"},
    "as a picture": {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"},
}
SEEN = {
    "opened": {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"},
    "opened in an older browser": {},
    "shown by a script": {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors", "X-Shown": "1"},
}


def addresses(house) -> dict[str, str]:
    """Every address of ours, and a link as it stands in mails."""
    house.device = house.member  # any number will do
    house.rendition, house.document = add_picture().get_rendition(SIZE), add_file()
    found = {name: address(house, name) for name in TABLE}
    return found | {"events:availability": signed_path(house.plan, house.member)}


@pytest.fixture
def written(house, sign_in):
    """The addresses that change a row when they are asked so, by somebody who read nothing yet."""

    def changing(persona: str, headers: dict[str, str]) -> set[str]:
        person, urls, found = house.who(persona), addresses(house), set()
        ReadMark.objects.all().delete()
        RoomMember.objects.all().delete()
        for url in urls.values():  # each has a line behind the bell
            person.notifications.create(kind="forum/replied", url=url, audience="public", data={"title": "T"})
        person.unread_notifications = len(urls)
        person.save(update_fields=["unread_notifications"])
        client = sign_in(person)
        for name, url in urls.items():
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                response = client.get(url, headers=headers)
                if response.streaming:
                    b"".join(response.streaming_content)
                transaction.set_rollback(True)
            if any(WRITES.match(query["sql"]) for query in queries):
                found.add(name)
        return found

    return changing


@pytest.mark.parametrize("way", UNSEEN)
@pytest.mark.parametrize("persona", House.INSIDE)
def test_what_nobody_sees_is_not_read(persona, way, written):
    assert written(persona, UNSEEN[way]) == set(ALWAYS)


@pytest.mark.parametrize("way", SEEN)
def test_what_somebody_sees_is_read(way, written):
    assert written("member", SEEN[way]) == READ | set(ALWAYS)
