import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from community.journal.models import Entry
from community.networks.actions import add_participant
from forum import actions
from forum.models import Post, ReadMark, Topic
from forum.reading import actions as reading
from tests.factories import BoardFactory, TopicFactory, UserFactory
from tests.house import CANARY, picture

pytestmark = pytest.mark.django_db


def answer(house, who="facilitator", html="<p>Zo doen wij het.</p>", **changes):
    return actions.reply(
        actor=house.who(who), topic=house.topic, html=html, **{"client_id": uuid.uuid4(), **changes}
    )


def test_sent_twice_it_exists_once(house):
    client_id = uuid.uuid4()
    first, second = answer(house, client_id=client_id), answer(house, client_id=client_id)
    house.topic.refresh_from_db()
    assert first == second
    assert (house.topic.reply_count, house.topic.last_number) == (1, 2)


def test_numbers_have_no_gaps_and_counts_follow(house):
    posts = [answer(house) for _ in range(3)]
    actions.delete_post(actor=house.facilitator, post=posts[1])
    house.topic.refresh_from_db()
    assert [post.number for post in house.topic.posts.all()] == [1, 2, 3, 4]
    assert house.topic.reply_count == 2
    actions.restore_post(actor=house.facilitator, post=posts[1])
    house.topic.refresh_from_db()
    assert house.topic.reply_count == 3


def test_editing_keeps_the_former_text_and_finds_conflicts(house):
    post = answer(house)
    actions.edit_post(actor=house.facilitator, post=post, html="<p>Beter.</p>", version=1)
    with pytest.raises(actions.Conflict) as conflict:
        actions.edit_post(actor=house.facilitator, post=post, html="<p>Anders.</p>", version=1)
    assert conflict.value.post.html == "<p>Beter.</p>"
    assert [revision.html for revision in post.revisions.all()] == ["<p>Zo doen wij het.</p>"]


def test_a_reaction_is_given_and_taken_back(house):
    post = house.post
    assert actions.react(actor=house.facilitator, post=post, kind="useful") is True
    post.refresh_from_db()
    assert post.useful_count == 1
    assert actions.react(actor=house.facilitator, post=post, kind="useful") is False
    post.refresh_from_db()
    assert post.useful_count == 0


def test_a_reaction_shows_as_pressed_to_who_gave_it_only(house, sign_in):
    one, other = UserFactory(), UserFactory()
    for reader in (one, other):
        add_participant(actor=house.facilitator, network=house.network, user=reader)
    actions.react(actor=one, post=house.post, kind="useful")
    actions.react(actor=one, post=house.post, kind="same")

    def pressed(reader) -> list[str]:
        page = sign_in(reader).get(house.topic.get_absolute_url()).content.decode()
        return re.findall(r'aria-pressed="(\w+)"\s+hx-post', page)

    assert [pressed(reader) for reader in (one, other, one)] == [
        ["true", "true", "false"],
        ["false", "false", "false"],
        ["true", "true", "false"],
    ]


def test_mentions_reach_members_and_never_outsiders(house, django_capture_on_commit_callbacks):
    add_participant(
        actor=house.facilitator, network=house.network, user=(reader := UserFactory(handle="lezer"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        post = answer(house, html="<p>@lezer en @outsider, wat denken jullie?</p>")
    assert reader.notifications.filter(kind="forum/mentioned").count() == 1
    assert not house.outsider.notifications.exists()
    assert post.unreachable == [house.outsider]
    assert '<a class="at" href="/people/lezer/">' in post.html


class TestWhatChangedMeanwhile:
    """An action goes by the topic as it is, not by the one that the page showed."""

    def test_no_answer_is_chosen_in_a_topic_that_was_closed(self, house):
        shown, post = Topic.objects.select_related("board__network").get(pk=house.topic.pk), answer(house)
        actions.set_topic_state(actor=house.facilitator, topic=house.topic, closed=True)
        with pytest.raises(PermissionDenied):
            actions.choose_answer(actor=house.member, topic=shown, post=post)

    def test_a_removed_message_is_no_answer(self, house):
        shown = answer(house)
        actions.delete_post(actor=house.facilitator, post=Post.objects.get(pk=shown.pk))
        with pytest.raises(PermissionDenied):
            actions.choose_answer(actor=house.member, topic=house.topic, post=shown)

    def test_taking_a_choice_back_leaves_one_that_was_made_meanwhile(self, house, sign_in):
        first, second = answer(house), answer(house)
        for post in (first, second):
            actions.choose_answer(actor=house.member, topic=house.topic, post=post)
        url = reverse("forum:choose_answer", args=[first.pk])
        sign_in(house.facilitator).post(url, {"helped": "no"})
        assert Topic.objects.get(pk=house.topic.pk).answer == second

    def test_two_moderators_close_a_topic_once(self, house):
        both = [Topic.objects.get(pk=house.topic.pk) for _ in range(2)]
        for shown in both:
            actions.set_topic_state(actor=house.facilitator, topic=shown, closed=True)
        assert Entry.objects.filter(verb="forum.topic_state").count() == 1


def test_an_empty_post_is_refused(house):
    with pytest.raises(ValidationError):
        answer(house, html="")


def test_outsiders_do_not_post(house):
    with pytest.raises(PermissionDenied):
        answer(house, who="outsider")


def test_the_composer_refuses_in_words_and_loses_nothing(house, sign_in):
    url = reverse("forum:reply", args=[house.topic.pk])
    data = {"html": "<p>Mijn lange tekst</p>", "client_id": str(uuid.uuid4()), "files": [picture()]}
    response = sign_in(house.member).post(url, data)
    assert response.status_code == 422
    assert "waarop een kind herkenbaar" in response.content.decode()
    assert "Mijn lange tekst" in response.content.decode()
    assert house.topic.posts.count() == 1


def test_a_post_with_a_picture(house, sign_in):
    url = reverse("forum:reply", args=[house.topic.pk])
    data = {"html": "<p>Kijk</p>", "client_id": str(uuid.uuid4()), "files": [picture()], "no_children": "on"}
    assert sign_in(house.member).post(url, data).status_code == 302
    post = Post.objects.latest("pk")
    assert '<figure><img src="/files/' in post.html


def test_forged_fields_are_ignored(house, sign_in):
    url = reverse("forum:reply", args=[house.topic.pk])
    data = {
        "html": "<p>x</p>", "client_id": str(uuid.uuid4()), "author": house.facilitator.pk, "number": 99,
        "network": 1, "is_staff": "on", "created_at": "2000-01-01",
    }  # fmt: skip
    sign_in(house.member).post(url, data)
    post = Post.objects.latest("pk")
    assert (post.author, post.number, post.created_at.year > 2020) == (house.member, 2, True)


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "a\x00b", "‮omgekeerd", "x" * 140])  # fmt: skip
def test_titles_are_shown_as_they_are_typed(title, house, sign_in):
    client, url = sign_in(house.member), reverse("forum:new_topic", args=[house.board.slug])
    response = client.post(url, {"title": title, "html": "x", "client_id": str(uuid.uuid4())}, follow=True)
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert client.get(reverse("forum:board", args=[house.board.slug])).status_code == 200


def test_reading_moves_the_mark_forward_only(house, sign_in):
    answer(house)
    client = sign_in(house.member)
    client.get(house.topic.get_absolute_url())
    reading.mark_read(actor=house.member, topic=house.topic, number=1)
    assert ReadMark.objects.get(user=house.member, topic=house.topic).number == 2


def test_pages_of_a_long_topic(house, sign_in):
    for _ in range(24):
        answer(house)
    client = sign_in(house.member)
    first = client.get(house.topic.get_absolute_url()).content.decode()
    second = client.get(house.topic.get_absolute_url() + "?page=2").content.decode()
    assert ('id="p20"' in first, 'id="p21"' in first) == (True, False)
    assert ('id="p20"' in second, 'id="p25"' in second) == (False, True)


@pytest.mark.parametrize(
    ("posts", "asked", "here", "links"),
    [
        (20, "", 1, [1]),
        (21, "", 1, [1, 2]),
        (100, "1", 1, [1, 2, "…", 5]),
        (100, "4", 4, [1, 2, 3, 4, 5]),
        (200, "6", 6, [1, "…", 5, 6, 7, "…", 10]),
        (200, "99999", 10, [1, "…", 9, 10]),
        (100, "-1", 1, [1, 2, "…", 5]),
    ],
)
def test_the_links_to_the_pages_of_a_topic(posts, asked, here, links, client):
    topic = TopicFactory(board=BoardFactory(), last_number=posts)
    shown = client.get(topic.get_absolute_url(), {"page": asked})
    assert (shown.context["page"].number, shown.context["pages"]) == (here, links)
    assert shown.content.decode().count('aria-current="page"') == (2 if len(links) > 1 else 0)


def test_the_old_slug_of_a_topic_names_nothing_to_outsiders(house, sign_in):
    response = sign_in(house.outsider).get(reverse("forum:topic", args=[house.topic.pk, "oud"]))
    assert response.status_code == 404
    assert not response.has_header("Location")


def test_older_topics_come_page_by_page(client):
    board, author = BoardFactory(), UserFactory()
    for number in range(25):
        actions.start_topic(
            actor=author, board=board, title=f"Onderwerp {number}", html="<p>x</p>", client_id=uuid.uuid4()
        )
    first = client.get(board.get_absolute_url())
    older = client.get(board.get_absolute_url() + f"?before={first.context['older']}")
    titles = [t.title for t in [*first.context["topics"], *older.context["topics"]]]
    assert titles == [f"Onderwerp {n}" for n in range(24, -1, -1)]
    assert CANARY not in titles
    assert Topic.objects.count() == 25


def test_the_opening_is_no_answer_and_the_first_answer_is_one(house):
    topic = actions.start_topic(
        actor=house.member, board=house.board, title="T", html="<p>Vraag</p>", client_id=uuid.uuid4()
    )
    topic.refresh_from_db()
    assert topic.reply_count == 0
    actions.reply(actor=house.facilitator, topic=topic, html="<p>Ja</p>", client_id=uuid.uuid4())
    topic.refresh_from_db()
    assert topic.reply_count == 1
