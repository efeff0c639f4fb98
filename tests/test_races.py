"""Many at once, on real connections: nobody twice, nobody lost, order kept."""

import queue
import threading
import uuid

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction

from community.chat import actions as chat
from community.members.models import User
from community.networks.actions import accept_invitation, add_participant
from events.places.actions import answers, guests
from forum import actions as forum
from tests.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls) -> list:
    """Run all calls in threads that start together; gives results or the exceptions."""
    gate, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        gate.wait()
        try:
            results[index] = call()
        except Exception as error:  # noqa: BLE001  (what went wrong is the result)
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_turns(calls, workers=16) -> list:
    """Run all calls on a few threads that each keep a connection, as a server does; gives results or exceptions."""
    waiting, results = queue.SimpleQueue(), [None] * len(calls)
    for item in enumerate(calls):
        waiting.put(item)

    def work():
        while not waiting.empty():
            try:
                index, call = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                results[index] = call()
            except Exception as error:  # noqa: BLE001  (what went wrong is the result)
                results[index] = error
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_five_hundred_register_for_thirty_places(transactional_db):
    """Half with an account and half without; every tenth clicks twice."""
    meeting = MeetingFactory(network=None, visibility="public", capacity_in_person=30)
    people = UserFactory.create_batch(250)

    def guest(number):
        return guests.register_guest(
            meeting=meeting, name=f"Gast {number}", email=f"gast{number}@example.org"
        )

    calls = []
    for number, person in enumerate(people):
        calls.append(lambda p=person: answers.answer_meeting(actor=p, meeting=meeting, answer="in_person"))
        calls.append(lambda n=number: guest(n))
        if number % 10 == 0:
            calls += calls[-2:]
    results = in_turns(calls)
    assert not [r for r in results if isinstance(r, Exception)]
    coming, waiting = meeting.attendances.coming("in_person"), list(meeting.attendances.waiting("in_person"))
    assert (coming.count(), len(waiting), meeting.attendances.count()) == (30, 470, 500)
    assert (
        max(place.pk for place in coming) < waiting[0].pk
    )  # who clicked twice answered later, but came first
    assert [place.pk for place in waiting] == sorted(place.pk for place in waiting)
    leaving = coming.filter(user__isnull=False).first()
    answers.answer_meeting(actor=leaving.user, meeting=meeting, answer="no")
    waiting[0].refresh_from_db()
    assert waiting[0].is_coming
    assert coming.count() == 30


def test_thirty_people_for_five_seats(house):
    meeting = house.meeting
    meeting.capacity_in_person = 5
    meeting.save()
    people = [UserFactory() for _ in range(30)]
    for person in people:
        add_participant(actor=house.facilitator, network=house.network, user=person)
    results = at_once(
        [lambda p=p: answers.answer_meeting(actor=p, meeting=meeting, answer="in_person") for p in people]
    )
    assert not [r for r in results if isinstance(r, Exception)]
    coming, waiting = meeting.attendances.coming("in_person"), meeting.attendances.waiting("in_person")
    assert (coming.count(), waiting.count(), meeting.attendances.count()) == (5, 25, 30)
    assert max(a.answered_at for a in coming) <= min(a.waiting_since for a in waiting)


def test_one_message_however_often_it_is_sent(house):
    client_id = uuid.uuid4()
    say = lambda: chat.say(actor=house.member, room=house.room, text="x", client_id=client_id)  # noqa: E731
    results = at_once([say] * 8)
    assert len({r.pk for r in results}) == 1


def test_one_topic_and_one_answer_however_often_they_are_sent(house):
    asked, answered = uuid.uuid4(), uuid.uuid4()
    ask = lambda: forum.start_topic(  # noqa: E731
        actor=house.member, board=house.board, title="x", html="<p>x</p>", client_id=asked
    )
    answer = lambda: forum.reply(  # noqa: E731
        actor=house.member, topic=house.topic, html="<p>x</p>", client_id=answered
    )
    assert len({r.pk for r in at_once([ask] * 6)}) == 1
    assert len({r.pk for r in at_once([answer] * 6)}) == 1


def test_numbers_have_no_gaps_when_many_speak_and_post(house):
    calls = []
    for n in range(8):
        who = house.member if n % 2 else house.facilitator
        calls.append(lambda w=who: chat.say(actor=w, room=house.room, text="x", client_id=uuid.uuid4()))
        calls.append(
            lambda w=who: forum.reply(actor=w, topic=house.topic, html="<p>x</p>", client_id=uuid.uuid4())
        )
    assert not [r for r in at_once(calls) if isinstance(r, Exception)]
    assert list(house.room.messages.values_list("number", flat=True)) == list(range(1, 10))
    assert list(house.topic.posts.values_list("number", flat=True)) == list(range(1, 10))
    house.topic.refresh_from_db()
    assert house.topic.reply_count == 8


def test_reactions_count_once(house):
    people = [UserFactory() for _ in range(10)]
    for person in people:
        add_participant(actor=house.facilitator, network=house.network, user=person)
    at_once([lambda p=p: forum.react(actor=p, post=house.post, kind="useful") for p in people])
    house.post.refresh_from_db()
    assert house.post.useful_count == 10


def test_an_invitation_works_once(house):
    accept = lambda: accept_invitation(actor=house.invited, token=house.token)  # noqa: E731
    results = at_once([accept] * 6)
    assert sum(not isinstance(r, Exception) for r in results) == 1


def test_production_refuses_the_demo_and_its_accounts(settings):
    settings.PRODUCTION = True
    UserFactory(email="noor@demo.vonder.example")
    assert {"vonder.E001", "vonder.E002"} <= {m.id for m in run_checks(include_deployment_checks=True)}


def test_of_many_who_register_at_once_under_one_name_all_are_shown_with_their_handle():
    """None of them sees the others while it is written; SQLite lets one write after the other."""
    gate = threading.Barrier(6 if connection.vendor == "postgresql" else 1)

    def register(number: int) -> None:
        with transaction.atomic():
            UserFactory(name="Noor Voorbeeld", handle=f"noor-{number}")
            gate.wait()

    assert at_once([lambda n=n: register(n) for n in range(6)]) == [None] * 6
    assert (
        list(User.objects.filter(name="Noor Voorbeeld").values_list("looks_like_another", flat=True))
        == [True] * 6
    )
