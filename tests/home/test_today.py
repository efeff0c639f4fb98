"""What Today asks of somebody, and when it stops asking."""

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from community.home.asks import asks_of
from community.home.frame import Frame
from community.home.today import next_meeting
from community.networks.actions import add_participant
from community.networks.models import JoinRequest, Network, Participant
from community.networks.requests.actions import decide_about_guest
from community.notifications.actions import notify
from community.organisations.actions import affiliate
from events.models import Meeting, RotationPlan
from events.places.actions.answers import answer_meeting
from events.planning.actions import asking, changing
from events.questions import actions as questions
from tests.factories import MeetingFactory, ParticipantFactory, UserFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db


def asked(client, icon) -> list:
    """What is asked on Today, of those that stand there with this icon."""
    return [ask for ask in client.get(reverse("home:today")).context["asks"] if ask.icon == icon]


@pytest.mark.parametrize(
    ("status", "asks"), [("asking", 1), ("proposed", 1), ("shared", 0), ("published", 0)]
)
def test_availability_is_asked_until_every_date_has_an_answer(house, sign_in, status, asks):
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    client = sign_in(house.member)
    assert len(asked(client, "home")) == asks
    first, second = house.plan.dates
    answers = {"actor": house.facilitator, "plan": house.plan, "organisation": house.organisation}
    RotationPlan.objects.filter(pk=house.plan.pk).update(status="asking")
    asking.answer_availability(**answers, answers={first: "host"})
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    assert len(asked(client, "home")) == asks
    RotationPlan.objects.filter(pk=house.plan.pk).update(status="asking")
    asking.answer_availability(**answers, answers={second: "no"})
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=status)
    assert asked(client, "home") == []


@pytest.fixture
def answered(house):
    """The organisation of the member answered for every date, and then one of the dates became another."""
    answers = dict.fromkeys(house.plan.dates, "host")
    asking.answer_availability(
        actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
    )
    meeting = house.plan.planned.get()
    days = [*meeting.candidate_dates[1:], meeting.candidate_dates[-1] + dt.timedelta(days=7)]
    meeting.candidates = [day.isoformat() for day in days]
    changing.change_meetings(actor=house.facilitator, plan=house.plan, rows=[meeting])
    return house


def test_a_date_that_is_new_is_asked_although_another_was_answered(answered, sign_in):
    client = sign_in(answered.member)
    assert len(asked(client, "home")) == 1
    url = reverse("events:my_availability", args=[answered.plan.pk])
    assert len(client.get(url).context["still_open"]) == 1


def test_what_is_asked_is_for_the_organisation_somebody_takes_part_for_there(house, sign_in):
    """They take part for another organisation elsewhere, which is a member here too and answered."""
    other = house.later.host
    elsewhere = ParticipantFactory(user=house.member, organisation=other)
    assert elsewhere.network != house.network
    answers = dict.fromkeys(house.plan.dates, "host")
    asking.answer_availability(actor=house.facilitator, plan=house.plan, organisation=other, answers=answers)
    assert len(asked(sign_in(house.member), "home")) == 1


def test_the_host_is_asked_to_answer_a_question(house, sign_in):
    receiver = UserFactory()
    add_participant(
        actor=house.facilitator, network=house.network, user=receiver, organisation=house.later.host
    )
    client = sign_in(receiver)
    before = len(asked(client, "ask"))
    questions.ask_question(
        actor=house.member, meeting=house.later, text="Is er parkeerplaats?", client_id=uuid.uuid4()
    )
    assert len(asked(client, "ask")) == before + 1
    client.get(reverse("events:questions", args=[house.later.pk]))
    assert len(asked(client, "ask")) == before + 1


class TestWhatIsAsked:
    def test_an_action_that_is_late_presses_and_is_ticked_off_at_once(self, house, sign_in):
        house.action.due = timezone.localdate() - dt.timedelta(days=1)
        house.action.save()
        client = sign_in(house.member)
        (ask,) = asked(client, "check")
        assert (ask.title, ask.action) == (CANARY, house.action.pk)
        assert ask.facts[0].status == "no"
        client.post(reverse("events:action", args=[ask.action]), {"status": "done", "next": "today"})
        assert asked(client, "check") == []

    def test_who_asks_to_join_is_told_to_facilitators_only(self, house, sign_in):
        (ask,) = asked(sign_in(house.facilitator), "user")
        assert ask.title == f"Applicant vraagt om mee te doen met {house.network.name}"
        assert ask.url == reverse("networks:joining", args=[house.network.slug])
        assert asked(sign_in(house.member), "user") == []
        Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
        assert asked(sign_in(house.facilitator), "user") == []

    def test_a_guest_who_came_along_is_decided_about(self, house, sign_in):
        house.request.delete()
        guest = add_participant(
            actor=house.facilitator, network=house.network, user=UserFactory(name="Kaat"), role="guest"
        )
        Participant.objects.filter(pk=guest.pk).update(
            role_since=house.held.local_start.date() - dt.timedelta(days=1)
        )
        boss = sign_in(house.facilitator)
        assert asked(boss, "user") == []
        house.held.attendances.create(user=guest.user, answer="in_person", attended=True)
        (ask,) = asked(boss, "user")
        assert ask.title == f"Kaat kwam mee met {house.network.name}. Blijft die?"
        assert asked(sign_in(house.member), "user") == []
        decide_about_guest(actor=house.facilitator, participant=guest, stays=True)
        assert asked(boss, "user") == []

    def test_a_meeting_is_asked_until_it_is_answered(self, house, sign_in):
        client = sign_in(house.member)
        titles = [f"Kom je? {meeting.title}" for meeting in (house.meeting, house.later)]
        assert [ask.title for ask in asked(client, "cal")] == titles
        client.post(reverse("events:answer", args=[house.meeting.pk]), {"answer": "no"})
        assert [ask.title for ask in asked(client, "cal")] == titles[1:]


class TestTheNextMeeting:
    @pytest.mark.parametrize(
        ("mode", "answers"),
        [
            ("in_person", ["in_person", "no"]),
            ("hybrid", ["in_person", "online", "no"]),
            ("online", ["online", "no"]),
        ],
    )
    def test_it_takes_the_answers_that_its_mode_has(self, mode, answers, house):
        house.meeting.mode = mode
        assert [
            value for value, _words, _given in next_meeting(house.meeting, house.member).choices
        ] == answers

    def test_it_says_who_comes_and_what_was_answered(self, house):
        for who, answer in (("member", "online"), ("facilitator", "in_person")):
            answer_meeting(actor=house.who(who), meeting=house.meeting, answer=answer)
        card = next_meeting(house.meeting, house.member)
        assert (card.coming, card.online) == ([house.facilitator], 1)
        assert [given for _value, _words, given in card.choices] == [False, True, False]

    @pytest.mark.parametrize(
        ("answer", "waiting", "words"),
        [
            ("in_person", None, "Je komt"),
            ("online", None, "Je volgt online"),
            ("no", None, "Je komt niet"),
            ("in_person", timezone.now(), "Je staat op de wachtlijst"),
            (None, None, None),
        ],
    )
    def test_what_was_answered_stands_there_in_words(self, answer, waiting, words, house, sign_in):
        house.meeting.attendances.filter(user=house.member).delete()
        if answer:
            house.meeting.attendances.create(user=house.member, answer=answer, waiting_since=waiting)
        page = sign_in(house.member).get(reverse("home:today")).text
        found = re.findall(r'role="status"\s*>(.*?)</p>', page, re.DOTALL)
        assert [strip_tags(said).strip() for said in found] == ([words] if words else [])

    def test_nobody_is_counted_in_the_room_of_an_online_meeting(self, house, sign_in):
        Meeting.objects.filter(pk=house.meeting.pk).update(mode="online")
        house.meeting.attendances.all().delete()
        house.meeting.attendances.create(user=house.member, answer="online")
        page = sign_in(house.member).get(reverse("home:today")).text
        who = page[page.index("next__who") :]
        assert strip_tags(who[who.index("<span>") : who.index("</p>")]).split() == ["1", "online"]


def test_later_meetings_are_one_line_and_answered_in_one_go(house, sign_in):
    for weeks in (10, 14, 18):
        plan_one(house, weeks)
    client = sign_in(house.member)
    house.meeting.attendances.filter(user=house.member).delete()
    lines = asked(client, "cal")
    together = next(line for line in lines if "3 latere bijeenkomsten" in line.title)
    assert house.network.name in [fact.words for fact in together.facts]
    page = client.get(together.url).content.decode()
    assert [weeks for weeks in (10, 14, 18) if f"Later {weeks}" in page] == [10, 14, 18]
    first, second, third = house.network.meetings.filter(title__regex=r"^Later \d").order_by("starts_at")
    client.post(
        together.url, {f"m{first.pk}": "in_person", f"m{second.pk}": "no", f"m{third.pk}": "nonsense"}
    )
    given = dict(
        house.member.attendances.filter(meeting__title__regex=r"^Later \d").values_list("meeting", "answer")
    )
    assert given == {first.pk: "in_person", second.pk: "no"}
    assert not [line for line in asked(client, "cal") if "latere" in line.title]


def plan_one(house, weeks):
    start = timezone.now() + dt.timedelta(weeks=weeks)
    return MeetingFactory(
        network=house.network,
        title=f"Later {weeks}",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        mode="in_person",
    )


def test_at_most_five_things_are_asked_at_once(house, sign_in):
    client = sign_in(house.facilitator)
    for _person in range(8):
        JoinRequest.objects.create(user=UserFactory(), network=house.network)
    page = client.get(reverse("home:today"))
    shown, others = page.context["asks"], page.context["more_asks"]
    assert len(shown) == 5
    assert len(others) == page.context["ask_count"] - 5 >= 3
    assert f"{len(others)} dingen meer" in " ".join(page.text.split())
    assert all(ask.url in page.text for ask in others)


def test_what_news_asks_names_its_network(house, sign_in):
    about = {"url": "/", "audience": house.network.audience, "data": {"title": "Beurt"}}
    notify(kind="forum/mentioned", to=[house.member], actor=house.facilitator, **about)
    lines = sign_in(house.member).get(reverse("home:today")).context["asks"]
    line = next(line for line in lines if "noemt" in line.title)
    assert house.network.name in [fact.words for fact in line.facts]


def test_a_host_sees_no_bridge_to_their_own_island(house, sign_in):
    """And a guest without an account is counted, but has no face."""
    person = house.who("member")
    card = next_meeting(house.meeting, person)
    assert None not in card.faces
    assert not card.is_own
    affiliate(actor=house.admin, person=person, organisation=house.meeting.host, role="staff")
    person = type(person).objects.get(pk=person.pk)
    assert next_meeting(house.meeting, person).is_own
    assert "Jullie ontvangen" in sign_in(person).get(reverse("home:today")).content.decode()


@pytest.mark.parametrize(
    ("ago", "words"), [({"minutes": 1}, "sinds vandaag, 11.59"), ({"days": 1}, "sinds gisteren")]
)
def test_since_when_it_waits_reads_as_no_deadline(house, sign_in, ago, words):
    noon = dt.datetime(2026, 11, 5, 12, tzinfo=ZoneInfo("Europe/Brussels"))
    with time_machine.travel(noon, tick=False):
        person = UserFactory()
        made = JoinRequest.objects.create(user=person, network=house.network)
        JoinRequest.objects.filter(pk=made.pk).update(created_at=noon - dt.timedelta(**ago))
        lines = [
            ask
            for ask in asks_of(house.facilitator, [], Frame(house.facilitator))
            if person.name in ask.title
        ]
    assert [fact.words for fact in lines[0].facts] == [words]
