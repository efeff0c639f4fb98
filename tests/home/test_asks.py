"""What asks something asks until it is answered: reading about it changes nothing, and no button outlives it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from community.networks.models import JoinRequest
from community.notifications import kinds
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.organisations.actions import affiliate
from community.organisations.working import actions as working
from events.harvest import actions as harvesting
from events.models import Attendance, HostRequest, Inspiration, PulseGiven, RotationPlan, SwapRequest
from events.places.actions.answers import answer_meeting
from events.planning.actions import asking, hosts
from events.polls import actions as polling
from events.questions import actions as questions
from events.reflection import actions as reflection
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def meeting(house):
    about = house.meeting
    return about.get_absolute_url(), lambda: answer_meeting(actor=house.member, meeting=about, answer="no")


def availability(house):
    answers = dict.fromkeys(house.plan.dates, "host")
    return reverse("events:my_availability", args=[house.plan.pk]), lambda: asking.answer_availability(
        actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
    )


def turn(house):
    version = house.plan.versions.create(version=1, status="feasible")
    planned = house.plan.planned.get()
    version.turns.create(
        meeting=planned, organisation=house.organisation, venue=house.venue, date=planned.candidate_dates[0]
    )
    RotationPlan.objects.filter(pk=house.plan.pk).update(status="shared", proposal=version)
    answer = {"plan": house.plan, "position": planned.position, "agrees": True}
    return house.plan.get_absolute_url(), lambda: hosts.answer_turn(actor=house.member, **answer)


def host(house):
    house.host_request.status = HostRequest.Status.ASKED
    house.host_request.save()

    def answer():
        HostRequest.objects.filter(pk=house.host_request.pk).update(status=HostRequest.Status.AGREED)

    return house.later.get_absolute_url(), answer


def swap(house, status=SwapRequest.Status.ASKED):
    house.swap.second_host, house.swap.status = house.organisation, status
    house.swap.save()

    def answer():
        SwapRequest.objects.filter(pk=house.swap.pk).update(status=SwapRequest.Status.WITHDRAWN)

    return house.swap.first.get_absolute_url(), answer


def decision(house):
    house.network.participants.filter(user=house.member).update(role="facilitator")
    JoinRequest.objects.all().delete()  # Today says five things at most
    return swap(house, SwapRequest.Status.AGREED)


def question(house):
    asked = questions.ask_question(
        actor=house.facilitator, meeting=house.meeting, text="Waar parkeren we?", client_id=uuid.uuid4()
    )
    return asked.get_absolute_url(), lambda: questions.answer_question(
        actor=house.member, question=asked, text="Achteraan"
    )


def poll(house):
    vote = {"poll": house.poll, "answers": {house.poll.options.get().pk: "yes"}, "name": "", "email": ""}
    return house.poll.get_absolute_url(), lambda: polling.vote(actor=house.member, **vote)


def passage(house):
    return house.harvest.get_absolute_url(), lambda: harvesting.answer_passage(
        actor=house.member, passage=house.harvest.passages.get(), agrees=True
    )


def pulse(house):
    PulseGiven.objects.filter(user=house.member).delete()
    scores = dict.fromkeys(("useful", "safe", "applies"), 4)
    return reverse("events:reflect", args=[house.held.pk]), lambda: reflection.give_pulse(
        actor=house.member, meeting=house.held, **scores
    )


def note(house):
    Inspiration.objects.update(became="", came_back_at=timezone.now())
    return reverse("events:reflect", args=[house.held.pk]) + "#home", lambda: reflection.answer_note(
        actor=house.member, meeting=house.held, became="Een gewoonte"
    )


def claim(house):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role="host_contact")
    said = working.claim_work(actor=house.outsider, organisation=house.organisation)
    return f"{reverse('organisations:claims')}#claim-{said.pk}", lambda: working.answer_claim(
        actor=house.member, claim=said, confirms=True
    )


#: By kind, what sets the stage for the member and returns the address, and how it is answered.
def invitation(house):
    invited = house.invitation
    type(invited).objects.filter(pk=invited.pk).update(email=house.member.email)
    url = reverse("networks:own_invitation", args=[invited.pk])

    def answer():
        type(invited).objects.filter(pk=invited.pk).update(accepted_at=timezone.now())

    return url, answer


ASKING = {
    "networks/invited": invitation,
    "events/invited": meeting,
    "events/reminder": meeting,
    "events/availability": availability,
    "events/turn": turn,
    "events/host_asked": host,
    "events/swap_asked": swap,
    "events/swap_agreed": decision,
    "events/question": question,
    "events/poll": poll,
    "events/poll_reminder": poll,
    "events/harvest": passage,
    "events/pulse": pulse,
    "events/inspiration": note,
    "organisations/claimed": claim,
}
#: Today asks these by the thing itself, or not besides another.
OTHERWISE = {"events/invited", "events/reminder", "events/availability", "events/poll_reminder"}
DATA = {
    "title": "T", "plan": "P", "by": "2027-01-05", "day": "2027-01-05", "until": "2027-01-05",
    "first": "2027-01-05", "second": "2027-01-06", "organisation": "O", "network": "N",
}  # fmt: skip


def test_every_kind_that_asks_stands_in_this_table():
    assert set(ASKING) == {kind.name for kind in kinds.every() if kind.asked_at}


@pytest.mark.parametrize("kind", ASKING)
def test_what_asks_asks_until_it_is_answered(kind, house, sign_in, django_capture_on_commit_callbacks):
    url, answer = ASKING[kind](house)
    Notification.objects.all().delete()
    notify(kind=kind, to=[house.member], actor=None, url=url, audience=house.network.audience, data=DATA)
    own = house.member.notifications.get()
    client = sign_in(house.member)

    def on_today():
        return own.sentence in [ask.title for ask in client.get(reverse("home:today")).context["asks"]]

    def button():
        (line,) = client.get(reverse("notifications:notifications")).context["notifications"]
        return line.button

    client.post(reverse("notifications:open", args=[own.pk]))
    own.refresh_from_db()
    assert own.read_at
    assert on_today() is (kind not in OTHERWISE)
    assert button() == str(kinds.get(kind).button)
    Notification.objects.update(read_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        answer()
    assert on_today() is False
    lines = client.get(reverse("notifications:notifications")).context["notifications"]
    assert {line.button for line in lines if line.kind == kind} == {"Bekijk"}


@pytest.mark.parametrize("agrees", [True, False])
def test_who_answered_for_their_words_is_asked_no_more(agrees, house, django_capture_on_commit_callbacks):
    lines = house.member.notifications.filter(kind="events/harvest")
    assert lines.unread().count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        harvesting.answer_passage(actor=house.member, passage=house.harvest.passages.get(), agrees=agrees)
    assert not lines.unread().exists()


def test_nobody_looks_back_on_what_was_long_ago(house, sign_in):
    ago = timezone.now() - dt.timedelta(days=60)
    old = MeetingFactory(network=house.network, starts_at=ago, ends_at=ago + dt.timedelta(hours=2))
    Attendance.objects.create(meeting=old, user=house.member, answer="in_person", attended=True)
    assert list(kinds.get("events/pulse").asked_at(house.member)) == []


def test_the_bell_tells_in_the_order_of_time_page_after_page(house, sign_in, monkeypatch):
    monkeypatch.setattr("community.notifications.views.PER_PAGE", 2)
    Notification.objects.all().delete()
    now = timezone.now()
    about = {"kind": "forum/mentioned", "actor": None, "audience": house.network.audience, "data": DATA}
    for hours in (3, 1, 2, 1, 5):
        (told,) = notify(to=[house.member], url="/", **about)
        Notification.objects.filter(pk=told.pk).update(created_at=now - dt.timedelta(hours=hours))
    client, url, seen = sign_in(house.member), reverse("notifications:notifications"), []
    while url:
        page = client.get(url).context
        seen += [round((now - line.created_at).total_seconds() / 3600) for line in page["notifications"]]
        url = page["older"] and f"{reverse('notifications:notifications')}?before={page['older']}"
    assert seen == [1, 1, 2, 3, 5]
