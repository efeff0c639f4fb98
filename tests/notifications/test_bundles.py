"""Many events around one thing are one line behind the bell and one mail, until they are read."""

import uuid

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from community.notifications import jobs, letters
from community.notifications.actions import recount
from community.notifications.models import Notification, OutgoingMail
from forum.actions import delete_post, reply, restore_post
from forum.models import Post, Subscription
from tests.factories import BoardFactory, ParticipantFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(settings):
    """Jobs wait in the database, as they do when the house runs."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}
    }
    return DBTaskResult.objects.filter(queue_name="mail").order_by("enqueued_at")


@pytest.fixture
def topic(db):
    boss = ParticipantFactory(role="facilitator")
    topic = TopicFactory(
        board=BoardFactory(network=boss.network, visibility="network"),
        author=boss.user,
        last_number=1,
        title="Bomen",
    )
    topic.posts.create(number=1, author=boss.user, html="<p>Hoe?</p>", client_id=uuid.uuid4())
    return topic


@pytest.fixture
def follower(topic):
    person = ParticipantFactory(network=topic.board.network, user__name="Volger").user
    Subscription.objects.create(topic=topic, user=person)
    return person


@pytest.fixture
def answer(topic, django_capture_on_commit_callbacks):
    def write(times=1):
        with django_capture_on_commit_callbacks(execute=True):
            return [
                reply(actor=topic.author, topic=topic, html=f"<p>Zo {n}.</p>", client_id=uuid.uuid4())
                for n in range(times)
            ]

    return write


def beside_the_bell(person) -> int:
    person.refresh_from_db()
    return person.unread_notifications


def lines(client) -> list[str]:
    page = client.get(reverse("notifications:notifications"))
    return [line.sentence for line in page.context["notifications"]]


def run(job) -> int:
    return letters.write.call(*job.args_kwargs["args"])


def test_many_answers_are_one_line_that_leads_to_the_first_of_them(topic, follower, answer, sign_in):
    posts = answer(46)
    client = sign_in(follower)
    assert lines(client) == ["46 nieuwe antwoorden in “Bomen”"]
    assert beside_the_bell(follower) == 1
    line = client.get(reverse("notifications:notifications")).context["notifications"][0]
    shown = client.get(reverse("notifications:show", args=[line.pk]))
    opened = client.post(reverse("notifications:open", args=[line.pk]))
    assert opened["Location"] == shown["Location"] == posts[0].get_absolute_url()
    assert (beside_the_bell(follower), follower.notifications.unread().count()) == (0, 0)
    assert lines(client) == [f"{topic.author.name} antwoordde in “Bomen”"]
    answer(2)
    assert lines(client) == ["2 nieuwe antwoorden in “Bomen”", f"{topic.author.name} antwoordde in “Bomen”"]
    assert beside_the_bell(follower) == 1


def test_one_mail_about_many_speaks_the_language_of_its_reader(topic, follower, answer, waiting):
    answer(2)
    Post.objects.update(author=None)
    with translation.override("en"):  # that of whoever runs the job
        assert run(waiting.get()) == 1
    assert "voormalig lid: Zo 0." in OutgoingMail.objects.get().text


def test_one_mail_tells_of_all_that_came_while_it_waited(topic, follower, answer, waiting, settings):
    answer()
    answer(45)
    (job,) = waiting
    assert (job.run_after - job.enqueued_at).total_seconds() == pytest.approx(120, abs=10)
    assert run(job) == 1
    assert jobs.deliver.call(OutgoingMail.objects.get().pk) == "sent"
    (sent,) = mail.outbox
    assert sent.subject == "46 nieuwe antwoorden in “Bomen”"
    assert f"{topic.author.name}: Zo 0." in sent.body
    assert "#p2" in sent.body
    assert (run(job), Notification.objects.filter(mail_due=True).count()) == (0, 0)


def test_what_comes_after_the_mail_is_a_mail_of_its_own(topic, follower, answer, waiting):
    answer(2)
    run(waiting[0])
    answer()
    assert run(waiting.last()) == 1
    subjects = OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [
        "2 nieuwe antwoorden in “Bomen”",
        f"{topic.author.name} antwoordde in “Bomen”",
    ]


def test_what_was_read_or_removed_meanwhile_does_not_count(topic, follower, answer, waiting, sign_in):
    posts = answer(3)
    delete_post(actor=topic.author, post=posts[1])
    assert lines(sign_in(follower)) == ["2 nieuwe antwoorden in “Bomen”"]
    for post in (posts[0], posts[2]):
        delete_post(actor=topic.author, post=post)
    assert beside_the_bell(follower) == 0
    restore_post(actor=topic.author, post=posts[1])
    assert lines(sign_in(follower)) == [f"{topic.author.name} antwoordde in “Bomen”"]
    assert beside_the_bell(follower) == 1


def test_the_number_beside_the_bell_is_proved_by_lines(follower, answer):
    answer(3)
    assert recount() == 0
    type(follower).objects.filter(pk=follower.pk).update(unread_notifications=3)
    assert recount() == 1
    assert beside_the_bell(follower) == 1


@pytest.mark.parametrize("times", [1, 3, 40])
def test_the_page_asks_as_much_however_many_there_are(
    times, follower, answer, sign_in, django_assert_max_num_queries
):
    answer(times)
    client = sign_in(follower)
    lines(client)
    with django_assert_max_num_queries(9):
        lines(client)


def test_what_is_removed_leaves_a_mail_that_waits_and_the_others_stay(topic, follower, answer, waiting):
    first, second, third = answer(3)
    run(waiting.get())
    for gone, stays in ((third, "Zo 0. Zo 1."), (first, "Zo 1.")):
        waiting.delete()
        with TestCase.captureOnCommitCallbacks(execute=True):
            delete_post(actor=topic.author, post=gone)
        run(waiting.get())
        text = " ".join(OutgoingMail.objects.get().text.split())
        assert [words for words in ("Zo 0.", "Zo 1.", "Zo 2.") if words in text] == stays.replace(
            ". ", ".|"
        ).split("|")
    waiting.delete()
    with TestCase.captureOnCommitCallbacks(execute=True):
        restore_post(actor=topic.author, post=third)
    run(waiting.get())
    texts = [mail.text for mail in OutgoingMail.objects.filter(status="queued")]
    assert sum("Zo 2." in text for text in texts) == sum("Zo 1." in text for text in texts) == 1
