import pytest
from django.utils import timezone

from forum import rules
from tests.factories import (
    BoardFactory,
    NetworkFactory,
    ParticipantFactory,
    PostFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

YES, NO = True, False


@pytest.mark.parametrize(
    ("role", "network_closed", "topic_closed", "start", "reply", "moderate"),
    [
        ("facilitator", NO, NO, YES, YES, YES),
        ("facilitator", NO, YES, YES, YES, YES),
        ("facilitator", YES, NO, NO, NO, YES),
        ("member", NO, NO, YES, YES, NO),
        ("member", NO, YES, YES, NO, NO),
        ("member", YES, NO, NO, NO, NO),
        ("guest", NO, NO, YES, YES, NO),
        (None, NO, NO, NO, NO, NO),
    ],
)
def test_who_writes_in_a_network(role, network_closed, topic_closed, start, reply, moderate):
    network = NetworkFactory(closed_at=timezone.now() if network_closed else None)
    user = ParticipantFactory(network=network, role=role).user if role else UserFactory()
    topic = TopicFactory(board=BoardFactory(network=network, visibility="network"), closed=topic_closed)

    assert rules.may_start_topic(user, topic.board) is start
    assert rules.may_reply(user, topic) is reply
    assert rules.may_moderate(user, topic.board) is moderate


@pytest.mark.parametrize(
    ("who", "deleted", "edit", "delete", "restore"),
    [
        ("author", NO, YES, YES, NO),
        ("author", YES, NO, NO, NO),
        ("remover", YES, NO, NO, YES),
        ("staff", NO, NO, YES, NO),
        ("staff", YES, NO, NO, YES),
        ("other", NO, NO, NO, NO),
        ("other", YES, NO, NO, NO),
    ],
)
def test_who_changes_a_post_on_an_open_board(who, deleted, edit, delete, restore):
    people = {name: UserFactory(is_staff=name == "staff") for name in ("author", "remover", "staff", "other")}
    post = PostFactory(
        author=people["author"],
        deleted_at=timezone.now() if deleted else None,
        deleted_by=people["remover"] if deleted else None,
    )
    user = people[who]
    assert rules.may_edit_post(user, post) is edit
    assert rules.may_delete_post(user, post) is delete
    assert rules.may_restore_post(user, post) is restore
