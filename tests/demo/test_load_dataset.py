"""The data set of `make bench`: the same on every machine, as large as it says, and with its counts right."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from community.members.models import User
from community.search.models import SearchEntry
from forum.models import Post, Topic
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def load(**sizes) -> str:
    call_command(
        "load_dataset", **{"users": 4, "topics": 5, "posts": 57, **sizes}, stdout=(said := StringIO())
    )
    return said.getvalue().strip()


def test_it_is_as_large_as_it_says():
    assert load() == "4 people, 5 topics, 57 posts"
    assert User.objects.count() == 4
    posts = [topic.posts.count() for topic in Topic.objects.order_by("pk")]
    assert posts == [5, 13, 13, 13, 13]  # a tenth in the first, the others share the rest
    assert posts == list(Topic.objects.order_by("pk").values_list("last_number", flat=True))


def test_what_does_not_divide_is_shared_out():
    load(posts=59)
    assert [topic.posts.count() for topic in Topic.objects.order_by("pk")] == [5, 14, 14, 13, 13]


def test_the_same_seed_gives_the_same_words_and_another_gives_others():
    def words(seed: int) -> list[tuple]:
        with transaction.atomic():
            load(seed=seed)
            found = list(Post.objects.order_by("pk").values_list("author__email", "html", "client_id"))
            transaction.set_rollback(True)
        return found

    assert words(1) == words(1) != words(2)


def test_it_wants_an_empty_database():
    UserFactory()
    with pytest.raises(CommandError, match="empty database"):
        load()
    assert not Post.objects.exists()


def test_its_counts_are_right_and_everything_can_be_found(capsys):
    load()
    call_command("recount")
    assert capsys.readouterr().out.splitlines() == [
        "topics: 0 were wrong", "reactions: 0 were wrong", "rooms: 0 were wrong", "bells: 0 were wrong",
    ]  # fmt: skip
    kinds = SearchEntry.objects.order_by("kind").values_list("kind").annotate(Count("pk"))
    assert dict(kinds) == {"topic": 5, "post": 52, "page": 2}
