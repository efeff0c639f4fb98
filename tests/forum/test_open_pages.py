"""What open pages of a topic hear of a change, and what they then fetch."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from community.live.topics import open_topic
from forum import actions
from forum.models import ReadMark, Topic
from forum.templatetags.forum_posts import first_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(house) -> list:
    """Two answers of the facilitator to the question of the member."""
    return [
        actions.reply(actor=house.facilitator, topic=house.topic, html=f"<p>{n}</p>", client_id=uuid.uuid4())
        for n in ("Eerst", "Dan")
    ]


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """The numbers of the messages that open pages of the topic are told to show anew, once something is certain."""

    def numbers(do, **arguments) -> list[int]:
        frames = []
        monkeypatch.setattr(
            "community.live.hub._send", lambda group, message: frames.append((group, message))
        )
        with django_capture_on_commit_callbacks(execute=True):
            do(**arguments)
        found = [message["frame"] for group, message in frames if group.startswith("topic.")]
        assert {frame["kind"] for frame in found} <= {"changed"}
        return [frame["post"] for frame in found]

    return numbers


def test_whatever_happens_to_a_message_is_told(house, answers, told):
    post = {"actor": house.facilitator, "post": answers[0]}
    assert told(actions.edit_post, **post, html="<p>Beter</p>", version=1) == [2]
    assert told(actions.delete_post, **post) == [2]
    assert told(actions.restore_post, **post) == [2]


def test_another_answer_that_helped_changes_both(house, answers, told):
    first, second = ({"actor": house.member, "topic": house.topic, "post": post} for post in answers)
    assert told(actions.choose_answer, **first) == [2]
    assert told(actions.choose_answer, **second) == [2, 3]
    assert told(actions.choose_answer, **second) == []
    assert told(actions.choose_answer, **second, helped=False) == [3]


class TestOneMessage:
    @pytest.fixture
    def fetch(self, house, sign_in):
        def page(number=2, who="member") -> str:
            url = reverse("forum:post", args=[house.topic.pk, number])
            return sign_in(house.who(who)).get(url).content.decode()

        return page

    def test_it_comes_as_it_reads_now(self, house, answers, fetch):
        assert "Eerst" in fetch()
        actions.edit_post(actor=house.facilitator, post=answers[0], html="<p>Beter</p>", version=1)
        assert "Beter" in fetch()
        actions.delete_post(actor=house.facilitator, post=answers[0])
        page = fetch()
        assert "Beter" not in page
        assert 'id="p2"' in page
        assert 'id="p3"' not in page

    def test_the_head_and_the_answer_that_helped_come_along(self, house, answers, fetch):
        assert 'id="topic-answer" hidden' in " ".join(fetch().split())
        actions.choose_answer(actor=house.member, topic=house.topic, post=answers[1])
        page = fetch(number=3)
        assert "Beantwoord" in page.partition('id="topic-head"')[2].partition("</header>")[0]
        assert 'id="topic-answer" hidden' not in " ".join(page.split())
        words = " ".join(page.partition('id="topic-answer"')[2].partition("</a>")[0].split())
        assert "Het antwoord van Facilitator dat hielp" in words
        assert words.endswith("</b> Dan</span>")

    @pytest.mark.parametrize(
        ("html", "said"),
        [
            ("<p>Wij doen het zo. Eerst een net.</p>", "Wij doen het zo."),
            ("<p>Om 3.30 uur &amp; later</p><p>Meer</p>", "Om 3.30 uur & later"),
            ("<blockquote><p>Noor</p><p>Vraag?</p></blockquote><p>Ja! Echt.</p>", "Ja!"),
            (f"<p>{'woord ' * 60}</p>", f"{'woord ' * 26}woo…"),
            ('<figure><img src="x" alt=""></figure>', ""),
        ],
    )
    def test_its_first_sentence(self, html, said):
        assert first_sentence(html) == said

    def test_fetching_it_reads_nothing_for_its_reader(self, house, answers, fetch):
        before = ReadMark.objects.get(user=house.member, topic=house.topic).number
        fetch(number=3)
        assert ReadMark.objects.get(user=house.member, topic=house.topic).number == before == 1

    def test_one_that_is_not_there(self, house, sign_in):
        url = reverse("forum:post", args=[house.topic.pk, 99])
        assert sign_in(house.member).get(url).status_code == 404
        assert Topic.objects.get(pk=house.topic.pk).last_number == 1


class TestWhatWasMissed:
    """A page that was away says of which moment it is, and hears which messages read otherwise now."""

    @pytest.fixture
    def missed(self, house, answers):
        moment = timezone.now()

        def since(number=3, at=moment) -> list[dict]:
            topic = open_topic(f"topic.{house.topic.pk}", house.member)
            return topic.replay(number, at).frames

        return since

    def test_nothing(self, missed):
        assert missed() == []

    def test_what_was_edited_removed_and_brought_back(self, house, answers, missed):
        first, second = answers
        actions.edit_post(actor=house.facilitator, post=second, html="<p>Beter</p>", version=1)
        actions.delete_post(actor=house.facilitator, post=first)
        actions.restore_post(actor=house.facilitator, post=first)
        assert missed() == [{"kind": "changed", "post": 2}, {"kind": "changed", "post": 3}]
        assert missed(at=timezone.now()) == []
        assert missed(at=None) == []

    def test_the_answer_that_helped_and_the_one_before_it(self, house, answers, missed):
        actions.choose_answer(actor=house.member, topic=house.topic, post=answers[0])
        chosen = timezone.now()
        actions.choose_answer(actor=house.member, topic=house.topic, post=answers[1])
        assert (
            missed() == missed(at=chosen) == [{"kind": "changed", "post": 2}, {"kind": "changed", "post": 3}]
        )
        again = timezone.now()
        actions.choose_answer(actor=house.member, topic=house.topic, post=answers[1], helped=False)
        assert missed(at=again) == [{"kind": "changed", "post": 3}]

    def test_what_changed_in_another_topic_is_not_told(self, house, answers, missed):
        board = house.topic.board
        other = actions.start_topic(
            actor=house.member, board=board, title="Iets anders", html="<p>x</p>", client_id=uuid.uuid4()
        )
        actions.edit_post(actor=house.member, post=other.posts.get(), html="<p>y</p>", version=1)
        assert missed() == []

    def test_new_messages_come_with_it(self, house, answers, missed):
        actions.edit_post(actor=house.facilitator, post=answers[0], html="<p>Beter</p>", version=1)
        assert missed(number=2) == [{"kind": "changed", "post": 2}, {"kind": "post", "n": 3}]
