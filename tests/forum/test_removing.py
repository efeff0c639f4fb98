"""What a removed message said is told to nobody any more: no list, bell, mail or address says it."""

import uuid

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from community.notifications import jobs, letters, push
from community.notifications.models import Notification, OutgoingMail
from events.questions import actions as questions
from forum import actions
from forum.models import Topic
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db
MARK = "kerkuil9c2e"


@pytest.fixture
def asked(house) -> Topic:
    """The member asks, calling the facilitator, who answers, calling the member."""
    topic = actions.start_topic(
        actor=house.member,
        board=house.board,
        title=f"Vraag {MARK}",
        html=f"<p>@facilitator {MARK}</p>",
        client_id=uuid.uuid4(),
        tags=[MARK],
    )
    answer(house, topic, "<p>@member kijk eens</p>")
    topic.refresh_from_db()
    return topic


def answer(house, topic, html):
    return actions.reply(actor=house.facilitator, topic=topic, html=html, client_id=uuid.uuid4())


def remove(house, topic, number=1, who="member"):
    actions.delete_post(actor=house.who(who), post=topic.posts.get(number=number))


def bring_back(house, topic, number=1, who="member"):
    actions.restore_post(actor=house.who(who), post=topic.posts.get(number=number))


def bell(client) -> str:
    pages = [client.get(reverse(name)) for name in ("notifications:notifications", "home:today")]
    return "".join(page.content.decode() for page in pages)


def unread(person) -> tuple[int, int]:
    """The number beside the bell, and how many lines it should be."""
    person.refresh_from_db()
    return person.unread_notifications, person.notifications.unread().count()


def waiting(person):
    """The mails to this person that wait, once the job wrote those of every event."""
    for notification in Notification.objects.filter(mail_due=True):
        letters.write.call([notification.pk])
    return OutgoingMail.objects.filter(recipient=person, status="queued").order_by("-pk")


def mails_about(topic, person) -> list:
    """What left for this person about a topic."""
    about = f"/forum/{topic.pk}/"
    return [sent for sent in mail.outbox if sent.to == [person.email] and about in sent.body]


class TestTheTitle:
    def test_it_goes_with_the_opening_and_comes_back(self, house, asked):
        remove(house, asked)
        asked.refresh_from_db()
        assert (asked.title, asked.slug, list(asked.tags.all())) == ("", "onderwerp", [])
        bring_back(house, asked)
        asked.refresh_from_db()
        assert asked.title == f"Vraag {MARK}"
        assert [tag.name for tag in asked.tags.all()] == [MARK]
        assert asked.set_aside is None

    @pytest.mark.parametrize("who", ["member", "facilitator"])
    def test_no_page_says_it_to_anybody(self, who, house, asked, sign_in):
        client, old = sign_in(house.who(who)), asked.get_absolute_url()
        urls = [
            old,
            reverse("forum:forum"),
            asked.board.get_absolute_url(),
            house.network.get_absolute_url(),
            "/today/",
        ]
        assert all(MARK in client.get(url).content.decode() for url in urls[:4])
        remove(house, asked)
        for url in urls:
            page = client.get(url, follow=True)
            assert MARK not in page.content.decode().replace(old, ""), url
        assert client.get(old)["Location"].endswith("/onderwerp/")
        assert "Verwijderd onderwerp" in client.get(old, follow=True).content.decode()

    def test_without_answers_only_who_keeps_order_still_sees_that_it_was_there(self, house, asked, sign_in):
        remove(house, asked, number=2, who="facilitator")
        remove(house, asked)
        rows = {
            who: sign_in(house.who(who)).get(asked.board.get_absolute_url()).content.decode()
            for who in ("member", "facilitator")
        }
        assert ["Verwijderd onderwerp" in rows[who] for who in ("member", "facilitator")] == [False, True]
        assert asked not in Topic.objects.visible_to(house.member).listed()
        assert asked in Topic.objects.visible_to(house.member)

    def test_with_answers_it_stays_in_the_lists_for_them(self, house, asked, sign_in):
        remove(house, asked)
        client, path = sign_in(house.member), f"/forum/{asked.pk}/onderwerp/"
        for url in (reverse("forum:forum"), asked.board.get_absolute_url(), house.network.get_absolute_url()):
            assert path in client.get(url).text, url

    def test_the_front_page_shows_questions_that_are_there(self, house, client):
        asked, other = (
            actions.start_topic(
                actor=house.member, board=board, title=MARK, html="<p>Hoe?</p>", client_id=uuid.uuid4()
            )
            for board in [BoardFactory()] * 2
        )
        answer(house, asked, "<p>Zo.</p>")
        remove(house, asked)
        cache.clear()
        assert list(client.get("/").context["topics"]) == [other]

    def test_the_rail_counts_no_topic_of_which_nothing_is_left(self, house, sign_in):
        topic = actions.start_topic(
            actor=house.facilitator, board=house.board, title="N", html="<p>x</p>", client_id=uuid.uuid4()
        )

        def counted():
            frame = sign_in(house.member).get(reverse("home:more")).context["frame"]
            return frame.networks[0].unread

        before = counted()
        remove(house, topic, who="facilitator")
        house.member.works_at = "Elders"  # the rail is made anew
        house.member.save()
        assert counted() == before - 1


class TestTheBell:
    def test_lines_about_a_removed_message_go_and_come_back_as_they_were(self, house, asked, sign_in):
        client = sign_in(house.facilitator)
        before = unread(house.facilitator)
        assert MARK in bell(client)
        remove(house, asked)
        assert unread(house.facilitator) == (before[0] - 1, before[1] - 1)
        assert MARK not in bell(client)
        bring_back(house, asked)
        assert unread(house.facilitator) == before
        assert MARK in bell(client)

    def test_lines_about_its_answers_stay_without_the_title(self, house, asked, sign_in):
        client = sign_in(house.member)
        before = unread(house.member)
        remove(house, asked)
        assert unread(house.member) == before
        page = bell(client)
        assert MARK not in page
        assert "Facilitator noemt je in “Verwijderd onderwerp”" in page
        line = house.member.notifications.get(kind="forum/mentioned", url__contains=f"/forum/{asked.pk}/")
        assert client.get(line.url).status_code == 200
        bring_back(house, asked)
        assert MARK in bell(client)

    def test_an_answer_takes_its_own_lines_along(self, house, asked):
        before = unread(house.member)
        remove(house, asked, number=2, who="facilitator")
        assert unread(house.member) == (before[0] - 1, before[1] - 1)

    def test_no_row_keeps_the_words_meanwhile(self, house, asked):
        remove(house, asked)
        told = Notification.objects.filter(url__contains=f"/forum/{asked.pk}/")
        assert told.exists()
        assert not [line for line in told if MARK in f"{line.data} {line.url}"]


class TestWhatWaits:
    def test_a_mail_about_a_removed_message_does_not_leave(self, house, asked):
        outgoing = waiting(house.facilitator).first()
        assert MARK in outgoing.text
        remove(house, asked)
        assert jobs.deliver.call(outgoing.pk) == "dropped"
        assert not [sent for sent in mail.outbox if MARK in sent.body]

    @pytest.mark.parametrize("tried", [True, False])
    def test_it_leaves_once_when_the_message_is_brought_back(
        self, tried, house, asked, django_capture_on_commit_callbacks
    ):
        outgoing = waiting(house.facilitator).first()
        remove(house, asked)
        if tried:
            assert jobs.deliver.call(outgoing.pk) == "dropped"
        with django_capture_on_commit_callbacks(execute=True):
            bring_back(house, asked)
        jobs.sweep.call()
        assert [MARK in message.body for message in mails_about(asked, house.facilitator)] == [True]

    def test_one_that_was_not_written_yet_is_written_when_it_is_brought_back(self, house, asked):
        line = house.facilitator.notifications.get(kind="forum/mentioned")
        remove(house, asked)
        assert letters.write.call([line.pk]) == 0
        bring_back(house, asked)
        assert letters.write.call([line.pk]) == 1

    def test_what_was_read_meanwhile_is_not_mailed(self, house, asked, django_capture_on_commit_callbacks):
        waiting(house.facilitator)
        remove(house, asked)
        with django_capture_on_commit_callbacks(execute=True):
            bring_back(house, asked)
            house.facilitator.notifications.update(read_at=timezone.now())
        assert not mails_about(asked, house.facilitator)

    def test_a_mail_about_an_answer_is_written_anew_without_the_title_that_is_gone(
        self, house, asked, django_capture_on_commit_callbacks
    ):
        outgoing = waiting(house.member).first()
        assert MARK in outgoing.subject
        with django_capture_on_commit_callbacks(execute=True):
            remove(house, asked)
        assert jobs.deliver.call(outgoing.pk) == "nothing to do"
        (sent,) = mails_about(asked, house.member)
        assert "Verwijderd onderwerp" in sent.subject
        assert MARK not in sent.body

    def test_nothing_is_pushed_about_it(self, house, asked):
        line = house.facilitator.notifications.first()
        remove(house, asked)
        assert push.deliver.call([line.pk]) == 0
        assert not Notification.objects.standing().filter(pk=line.pk).exists()

    def test_a_question_beforehand_that_is_taken_back_is_told_no_more(self, house):
        question = questions.ask_question(
            actor=house.member, meeting=house.later, text=f"Waarom {MARK}?", client_id=uuid.uuid4()
        )
        outgoing = OutgoingMail.objects.filter(text__contains=MARK).first()
        assert outgoing.notification.url.endswith(f"#q{question.pk}")
        questions.withdraw_question(actor=house.member, question=question)
        assert jobs.deliver.call(outgoing.pk) == "dropped"


def test_a_message_that_is_removed_twice_and_brought_back_once_is_whole(house, asked):
    remove(house, asked)
    actions.delete_post(actor=house.member, post=asked.posts.get(number=1))
    bring_back(house, asked, who="facilitator")
    asked.refresh_from_db()
    assert (asked.title, asked.reply_count) == (f"Vraag {MARK}", 1)
