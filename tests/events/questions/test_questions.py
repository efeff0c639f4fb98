"""Questions that are asked before a meeting, and what the host answers."""

import datetime as dt
import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant, remove_participant
from community.notifications.models import OutgoingMail
from events.meetings.standing import standing_of
from events.models import Meeting, MeetingQuestion
from events.questions import actions as questions
from events.questions.rules import may_answer_question, may_ask_question, may_withdraw_question
from tests.factories import UserFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db


def ask(actor, meeting, text="Mogen we laarzen lenen?", client_id=None) -> MeetingQuestion:
    return questions.ask_question(
        actor=actor, meeting=meeting, text=text, client_id=client_id or uuid.uuid4()
    )


@pytest.fixture
def guest_of_host(house):
    """Takes part for an organisation that does not host `later`."""
    person = UserFactory(name="Lies")
    add_participant(
        actor=house.facilitator, network=house.network, user=person, organisation=house.organisation
    )
    return person


@pytest.fixture
def receiver(house):
    """Takes part for the organisation that hosts `later`."""
    person = UserFactory(name="Katrijn")
    add_participant(
        actor=house.facilitator, network=house.network, user=person, organisation=house.later.host
    )
    return person


class TestRules:
    @pytest.mark.parametrize(
        ("who", "state", "asks", "answers"),
        [
            ("facilitator", "to come", True, True),
            ("member", "to come", True, False),
            ("receiver", "to come", True, True),
            ("receiver", "over", False, True),
            ("member", "over", False, False),
            ("member", "cancelled", False, False),
            ("receiver", "closed", False, False),
            ("facilitator", "closed", False, False),
            ("outsider", "to come", False, False),
            ("former", "to come", False, False),
            ("other_facilitator", "to come", False, False),
            ("staff", "to come", False, False),
            ("visitor", "to come", False, False),
        ],
    )
    def test_who_asks_and_who_answers(self, house, receiver, who, state, asks, answers):
        meeting, person = house.later, receiver if who == "receiver" else house.user(who)
        if state == "over":
            meeting.starts_at, meeting.ends_at = (timezone.now() - dt.timedelta(hours=n) for n in (3, 1))
        elif state == "cancelled":
            meeting.status = Meeting.Status.CANCELLED
        elif state == "closed":
            meeting.network.closed_at = timezone.now()
        assert may_ask_question(standing_of(person, meeting)) is asks
        assert may_answer_question(standing_of(person, meeting)) is answers

    @pytest.mark.parametrize(
        ("who", "answered", "expected"),
        [
            ("asker", False, True),
            ("asker", True, False),
            ("facilitator", True, True),
            ("receiver", False, False),
            ("outsider", False, False),
            ("former", False, False),
        ],
    )
    def test_who_takes_a_question_back(self, house, receiver, who, answered, expected):
        question = ask(house.member, house.later)
        if answered:
            question = questions.answer_question(actor=receiver, question=question, text="Ja.")
        person = {"asker": house.member, "receiver": receiver}.get(who) or house.who(who)
        assert may_withdraw_question(standing_of(person, question.meeting), question) is expected


class TestAsking:
    @pytest.fixture(autouse=True)
    def empty_outbox(self, house):
        OutgoingMail.objects.all().delete()

    def test_the_host_hears_of_it_and_who_asked_hears_the_answer(self, house, receiver, guest_of_host):
        question = ask(house.member, house.later)
        told = OutgoingMail.objects.filter(kind="events/question")
        assert [mail.to for mail in told] == [receiver.email]
        assert "laarzen" in told.get().text
        questions.answer_question(actor=receiver, question=question, text="Ja, maat 36 tot 45.")
        answered = OutgoingMail.objects.get(kind="events/question_answered")
        assert (answered.to, "maat 36" in answered.text) == (house.member.email, True)
        questions.answer_question(actor=receiver, question=question, text="Ja, maat 36 tot 46.")
        assert OutgoingMail.objects.filter(kind="events/question_answered").count() == 1
        question.refresh_from_db()
        assert (question.answer, question.answered_by) == ("Ja, maat 36 tot 46.", receiver)

    def test_without_people_of_the_host_the_facilitators_hear_of_it(self, house):
        ask(house.member, house.later)
        assert OutgoingMail.objects.get(kind="events/question").to == house.facilitator.email

    def test_who_left_the_network_hears_nothing_more(self, house, receiver):
        asked = ask(house.member, house.later)
        for person in (house.member, receiver):
            remove_participant(
                actor=house.facilitator, participant=house.network.participants.get(user=person)
            )
        OutgoingMail.objects.all().delete()
        questions.answer_question(actor=house.facilitator, question=asked, text=f"Ja {CANARY}")
        ask(house.facilitator, house.later, text=f"En {CANARY}?")
        assert not OutgoingMail.objects.filter(to__in=[house.member.email, receiver.email]).exists()

    def test_sent_twice_it_exists_once(self, house):
        key = uuid.uuid4()
        assert ask(house.member, house.later, client_id=key) == ask(house.member, house.later, client_id=key)

    def test_twenty_may_wait(self, house):
        for _n in range(questions.MOST_OPEN):
            ask(house.member, house.later)
        with pytest.raises(ValidationError):
            ask(house.member, house.later)

    def test_nobody_else_asks_or_answers(self, house, receiver):
        question = ask(receiver, house.later)
        for persona in ("outsider", "former", "other_facilitator", "staff"):
            with pytest.raises(PermissionDenied):
                ask(house.who(persona), house.later)
            with pytest.raises(PermissionDenied):
                questions.withdraw_question(actor=house.who(persona), question=question)
        with pytest.raises(PermissionDenied):
            questions.answer_question(actor=house.member, question=question, text="Ik weet het ook niet.")


class TestPage:
    def url(self, house):
        return reverse("events:questions", args=[house.later.pk])

    def test_ask_answer_and_count_on_the_meeting(self, house, receiver, sign_in):
        member, host = sign_in(house.member), sign_in(receiver)
        form = {"text": "Is er een fietsenstalling?", "client_id": uuid.uuid4()}
        page = member.post(self.url(house), form, follow=True)
        assert "Je vraag is gesteld." in page.text
        assert "Wacht op een antwoord" in page.text
        assert "1 wacht op je antwoord" in host.get(house.later.get_absolute_url()).text
        question = house.later.questions.get()
        answer = reverse("events:question", args=[question.pk])
        host.post(answer, {"answer": "Ja, achteraan."})
        page = member.get(house.later.get_absolute_url()).text
        assert "Stel vooraf een vraag" in page
        assert "1 is beantwoord" in page
        assert "Ja, achteraan." in member.get(self.url(house)).text

    @pytest.mark.parametrize("text", ["", "   ", "x" * 501])
    def test_what_is_no_question_is_refused_and_kept(self, house, sign_in, text):
        page = sign_in(house.member).post(self.url(house), {"text": text, "client_id": uuid.uuid4()})
        assert page.status_code == 422
        assert 'class="error"' in page.text
        assert text in page.text
        assert not house.later.questions.exists()

    @pytest.mark.parametrize("text", ["", "x" * 1501])
    def test_what_is_no_answer_is_refused_and_kept(self, house, receiver, sign_in, text):
        question = ask(house.member, house.later)
        answer = reverse("events:question", args=[question.pk])
        page = sign_in(receiver).post(answer, {"answer": text})
        assert page.status_code == 422
        assert 'aria-invalid="true"' in page.text
        assert f">\n{text}</textarea>" in page.text
        question.refresh_from_db()
        assert question.answered_at is None

    def test_beside_a_refused_answer_one_still_asks_where_one_asks(self, house, receiver, sign_in):
        question = ask(house.member, house.later)
        host = sign_in(receiver)
        page = host.post(reverse("events:question", args=[question.pk]), {"answer": ""})
        asking = next(part for part in page.text.split("<form")[1:] if 'name="text"' in part)
        action = re.search(r'action="([^"]+)"', asking)[1]
        hidden = dict(re.findall(r'name="(_place|client_id)"\s+value="([^"]+)"', asking))
        assert len(hidden) == 2
        answer = host.post(action, {"text": "Is er een kapstok?"} | hidden)
        assert answer.status_code == 302
        assert house.later.questions.filter(text="Is er een kapstok?").exists()

    def test_two_who_answer_at_once_do_not_overwrite_each_other(self, house, receiver, sign_in):
        question = ask(house.member, house.later)
        answer = reverse("events:question", args=[question.pk])
        sign_in(house.facilitator).post(answer, {"answer": "Ja, vier.", "seen": ""})
        page = sign_in(receiver).post(answer, {"answer": "Ja, vijf.", "seen": ""})
        assert page.status_code == 422
        assert "Ja, vier." in page.text
        assert ">\nJa, vijf.</textarea>" in page.text
        question.refresh_from_db()
        assert question.answer == "Ja, vier."
        sign_in(receiver).post(answer, {"answer": "Ja, vier of vijf.", "seen": question.stamp})
        question.refresh_from_db()
        assert question.answer == "Ja, vier of vijf."

    def test_take_back(self, house, sign_in):
        question = ask(house.member, house.later)
        url = reverse("events:question", args=[question.pk])
        assert sign_in(house.outsider).post(url, {"do": "withdraw"}).status_code == 404
        sign_in(house.member).post(url, {"do": "withdraw"})
        assert not house.later.questions.exists()

    def test_markup_is_shown_as_it_was_typed(self, house, sign_in):
        ask(house.member, house.later, text="<b>Echt</b> <script>x</script>")
        assert "&lt;script&gt;x" in sign_in(house.member).get(self.url(house)).text

    def test_who_left_is_named_so(self, house, sign_in):
        question = ask(house.member, house.later)
        MeetingQuestion.objects.filter(pk=question.pk).update(asked_by=None)
        assert "iemand die vertrok" in sign_in(house.facilitator).get(self.url(house)).text

    def test_as_many_questions_to_the_database_for_three_as_for_one(
        self, house, sign_in, django_assert_max_num_queries
    ):
        client, counts = sign_in(house.member), []
        for count in (1, 2):
            for _n in range(count):
                ask(house.facilitator, house.later)
            client.get(self.url(house))
            with django_assert_max_num_queries(15) as counted:
                client.get(self.url(house))
            counts.append(len(counted))
        assert counts[0] == counts[1]
