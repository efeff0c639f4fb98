"""The mails about one event: one job writes them, nobody gets one twice, and nobody who may not read any more gets one."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from community.members.models import User
from community.networks.actions import remove_participant
from community.notifications import kinds, letters
from community.notifications.actions import choose, mark_read, notify
from community.notifications.kinds import Kind, Letter
from community.notifications.models import Notification, OutgoingMail
from community.rows import RowsFailed
from forum.actions import delete_post, reply, restore_post
from forum.models import Subscription, Topic
from tests.factories import BoardFactory, ParticipantFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(db) -> Topic:
    """In a network; its author follows it too."""
    boss = ParticipantFactory(role="facilitator")
    board = BoardFactory(network=boss.network, visibility="network")
    topic = TopicFactory(board=board, author=boss.user, last_number=1)
    topic.posts.create(number=1, author=boss.user, html="<p>Hoe?</p>", client_id=uuid.uuid4())
    return topic


def followed_by(topic: Topic, count: int) -> list:
    """So many people of the network who follow the topic."""
    people = [ParticipantFactory(network=topic.board.network).user for _ in range(count)]
    Subscription.objects.bulk_create(Subscription(topic=topic, user=person) for person in people)
    return people


def answer(topic: Topic, html="<p>Zo.</p>"):
    return reply(actor=topic.author, topic=topic, html=html, client_id=uuid.uuid4())


def due() -> list[int]:
    return list(Notification.objects.filter(mail_due=True).order_by("pk").values_list("pk", flat=True))


def bells(people) -> set[int]:
    """The numbers beside the bells of these people."""
    return set(
        User.objects.filter(pk__in=[person.pk for person in people]).values_list(
            "unread_notifications", flat=True
        )
    )


def mailed() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


class TestWhoeverCausedIt:
    @pytest.fixture
    def waiting(self, settings):
        """Jobs wait in the database, as they do when the house runs."""
        settings.TASKS = {
            "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
        }
        return DBTaskResult.objects

    @pytest.mark.parametrize("followers", [1, 3, 41])
    def test_asks_as_much_for_one_follower_as_for_many(
        self, followers, topic, waiting, django_assert_max_num_queries, django_capture_on_commit_callbacks
    ):
        people = followed_by(topic, followers)
        with django_capture_on_commit_callbacks() as afterwards, django_assert_max_num_queries(30):
            answer(topic)
        assert sum(person.notifications.unread().count() for person in people) == followers
        for do in afterwards:
            do()
        (job,) = waiting.filter(queue_name="mail")
        assert job.task_path == "community.notifications.letters.write"
        assert job.args_kwargs["args"] == [due()]
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize("called", [1, 3, 20])
    def test_asks_as_much_for_one_who_is_called_as_for_many(
        self, called, topic, waiting, django_assert_max_num_queries
    ):
        people = followed_by(topic, called)
        names = " ".join(f"@{person.handle}" for person in people)
        with django_assert_max_num_queries(32):
            answer(topic, f"<p>{names}</p>")
        assert Notification.objects.filter(kind="forum/mentioned", mail_due=True).count() == called

    @pytest.mark.parametrize("followers", [1, 3, 41])
    def test_removing_and_bringing_back_asks_as_much_for_one_follower_as_for_many(
        self, followers, topic, django_assert_max_num_queries
    ):
        people = followed_by(topic, followers)
        post = answer(topic)
        with django_assert_max_num_queries(20):
            delete_post(actor=topic.author, post=post)
        assert bells(people) == {0}
        with django_assert_max_num_queries(20):
            restore_post(actor=topic.author, post=post)
        assert bells(people) == {1}


class TestTheJob:
    def test_everybody_gets_one_in_their_own_language(self, topic, django_capture_on_commit_callbacks):
        dutch, english = followed_by(topic, 2)
        english.language = "en"
        english.save()
        with django_capture_on_commit_callbacks(execute=True):
            answer(topic, "<p>Wij vragen eerst de ouders.</p>")
        sent = {message.to[0]: message for message in mail.outbox}
        assert set(sent) == {dutch.email, english.email}
        assert sent[dutch.email].subject == f"{topic.author.name} antwoordde in “{topic.title}”"
        assert sent[english.email].subject == f"{topic.author.name} answered in “{topic.title}”"
        assert all("Wij vragen eerst de ouders." in message.body for message in mail.outbox)

    def test_run_twice_it_mails_once(self, topic, django_capture_on_commit_callbacks):
        people = followed_by(topic, 3)
        answer(topic)
        told = due()
        for expected in (3, 0):
            with django_capture_on_commit_callbacks(execute=True):
                assert letters.write.call(told) == expected
        assert mailed() == sorted(person.email for person in people)
        assert len(mail.outbox) == 3

    def test_run_twice_at_a_time_it_mails_once(self, topic, monkeypatch, django_capture_on_commit_callbacks):
        """The second run comes and goes while the first one is writing."""
        people = followed_by(topic, 2)
        answer(topic)
        told, again = due(), []
        kind = kinds.get("forum/replied")

        def meanwhile(notification):
            if not again:
                again.append(True)
                again.append(letters.write.call(told))
            return kind.letters(notification)

        monkeypatch.setitem(
            kinds._kinds,
            kind.name,
            Kind(kind.name, kind.label, kind.icon, kind.sentence, kind.button, letters=meanwhile),
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert letters.write.call(told) == 0
        assert again == [True, 2]
        assert mailed() == sorted(person.email for person in people)
        assert len(mail.outbox) == 2

    def test_who_lost_the_right_meanwhile_gets_nothing(self, topic, django_capture_on_commit_callbacks):
        gone, closed, stays = followed_by(topic, 3)
        answer(topic)
        told = due()
        assert len(told) == 3
        participant = topic.board.network.participants.get(user=gone)
        remove_participant(actor=topic.author, participant=participant)
        closed.is_active = False
        closed.save()
        with django_capture_on_commit_callbacks(execute=True):
            letters.write.call(told)
        assert mailed() == [stays.email]
        assert [message.to for message in mail.outbox] == [[stays.email]]
        assert due() == []

    def test_who_switched_the_mail_off_meanwhile_gets_nothing(self, topic):
        quiet, other = followed_by(topic, 2)
        answer(topic)
        choose(person=quiet, kind="forum/replied", mail=False)
        letters.write.call(due())
        assert mailed() == [other.email]

    def test_about_what_was_removed_meanwhile_nobody_hears(self, topic):
        followed_by(topic, 2)
        post = answer(topic)
        told = due()
        delete_post(actor=topic.author, post=post)
        assert letters.write.call(told) == 0
        assert (mailed(), due()) == ([], told)  # until it is told again

    def test_what_was_read_meanwhile_is_written_and_not_sent(self, topic, django_capture_on_commit_callbacks):
        reader, other = followed_by(topic, 2)
        answer(topic)
        mark_read(actor=reader)
        with django_capture_on_commit_callbacks(execute=True):
            letters.write.call(due())
        assert [message.to for message in mail.outbox] == [[other.email]]

    def test_it_says_the_words_as_they_are_when_it_is_written(self, topic):
        followed_by(topic, 1)
        post = answer(topic, "<p>Een vrgissing.</p>")
        post.html = "<p>Een vergissing.</p>"
        post.save()
        letters.write.call(due())
        assert "Een vergissing." in OutgoingMail.objects.get().text

    def test_one_that_cannot_be_written_keeps_nothing_from_the_others(self, monkeypatch, rows_that_failed):
        people = [UserFactory() for _ in "123"]

        def letters_for(notification):
            def letter(person):
                if person == people[1]:
                    raise ValueError("for the test")
                return Letter()

            return letter

        kind = Kind("test/broken", "Test", "at", lambda name, data: "Er is iets", "Kijk", letters=letters_for)
        monkeypatch.setitem(kinds._kinds, kind.name, kind)
        assert len(notify(kind=kind.name, to=people, actor=None, url="/", audience="members")) == 3
        with pytest.raises(RowsFailed, match="1 failed"):
            letters.write.call(due())
        assert mailed() == [people[0].email, people[2].email]
        assert list(Notification.objects.filter(mail_due=True).values_list("recipient", flat=True)) == [
            people[1].pk
        ]
        for minutes, tried in ((9, 0), (11, 1), (3 * 24 * 60 + 1, 0)):
            rows_that_failed.clear()
            Notification.objects.update(created_at=timezone.now() - dt.timedelta(minutes=minutes))
            try:
                letters.catch_up.call()
            except RowsFailed:
                assert tried
            assert ValueError in [record.exc_info[0] for record in rows_that_failed] or not tried
        rows_that_failed.clear()


def test_an_event_whose_job_was_lost_is_mailed_all_the_same(topic):
    people = followed_by(topic, 2)
    answer(topic)
    assert letters.catch_up.call() == 0
    Notification.objects.update(created_at=timezone.now() - dt.timedelta(minutes=11))
    assert letters.catch_up.call() == 2
    assert mailed() == sorted(person.email for person in people)
    assert letters.catch_up.call() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een vraag", "Een vraag"),
        ("Rustig\r\nBcc: x@y.be", "Rustig Bcc: x@y.be"),
        ("  veel \t ruimte ", "veel ruimte"),
        ("x" * 190, "x" * 190),
        ("x" * 191, "x" * 189 + "…"),
        ("woord " * 40, "woord " * 31 + "…"),
        ("kort " + "x" * 200, "kort …"),
        ("", ""),
    ],
)
def test_a_subject_is_one_line_that_says_something(text, expected):
    assert letters.one_line(text) == expected
    assert len(expected) <= 190


def test_what_is_told_twice_counts_twice_beside_the_bell():
    person = UserFactory()
    for number in range(2):
        notify(
            kind="forum/replied",
            to=[person],
            actor=None,
            url=f"/forum/{number}/",
            audience="public",
            data={"title": "T"},
        )
    person.refresh_from_db()
    assert person.unread_notifications == 2
