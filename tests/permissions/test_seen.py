"""Nothing is shown but through the one rule of visibility: where it shows nothing, no page does."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from community.chat.models import RoomQuerySet
from forum.models import BoardQuerySet, TopicQuerySet
from tests.house import CANARY

pytestmark = pytest.mark.django_db
TITLE, BOARD, MESSAGE = f"Vraag {CANARY}", "Zichtbord", f"Chat {CANARY}"


@pytest.fixture
def hide(monkeypatch):
    """From now on nobody may see anything of this kind."""

    def hidden(kind: type[QuerySet]) -> None:
        monkeypatch.setattr(kind, "visible_to", lambda self, user: self.none())

    return hidden


def pages(house, client) -> dict[str, str]:
    """What a member reads on every page that leads to the forum or the chat."""
    names = {
        "forum:forum": (),
        "forum:board": (house.board.slug,),
        "forum:network": (house.network.slug,),
        "forum:topic": (house.topic.pk, house.topic.slug),
        "forum:posts_after": (house.topic.pk,),
        "forum:post": (house.topic.pk, 1),
        "forum:history": (house.post.pk,),
        "home:network": (house.network.slug,),
        "chat:rooms": (),
        "chat:room": (house.room.pk,),
        "chat:network": (house.network.slug,),
    }
    return {
        name: client.get(reverse(name, args=args), follow=True).content.decode()
        for name, args in names.items()
    }


@pytest.mark.parametrize(
    ("kind", "words", "but"),
    [
        (TopicQuerySet, TITLE, set()),
        (BoardQuerySet, BOARD, {"forum:topic"}),  # who may read a topic reads where it stands
        (RoomQuerySet, MESSAGE, set()),
    ],
)
def test_what_nobody_may_see_stands_on_no_page(kind, words, but, house, sign_in, hide):
    house.board.name = BOARD
    house.board.save()
    client = sign_in(house.member)
    assert any(words in page for page in pages(house, client).values())
    hide(kind)
    assert {name for name, page in pages(house, client).items() if words in page} == but
