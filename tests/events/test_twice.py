"""What is done a second time changes nothing: no line in the journal, no message, no row."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from community.journal.models import Entry
from community.notifications.models import Notification, OutgoingMail
from events.hosting.actions import set_task
from events.models import HostTask, RotationPlan
from events.planning.actions import asking, changing, hosts, proposing
from events.polls import actions as polling

pytestmark = pytest.mark.django_db


def host_of(house, turn):
    part = house.network.participants.active().filter(organisation=turn.organisation, role="member")
    return part.first().user


def ask_availability(house, plan):
    days = [timezone.localdate() + dt.timedelta(days=90)]
    meetings = [{"title": "x", "mode": "online", "expected": 0, "candidates": days}]
    asking.ask_availability(
        actor=house.facilitator, network=house.network, name="Nog een jaar", start_time=dt.time(9),
        end_time=dt.time(10), answer_by=timezone.localdate(), meetings=meetings,
    )  # fmt: skip


def answer_availability(house, plan):
    answers = dict.fromkeys(plan.dates, "attend")
    asking.answer_availability(
        actor=house.member, plan=plan, organisation=house.organisation, answers=answers
    )


def answer_turn(agrees, reason=""):
    def act(house, plan):
        if plan.status == "proposed":
            hosts.share(actor=house.facilitator, plan=plan)
        person = host_of(house, plan.turns[0])
        hosts.answer_turn(actor=person, plan=plan, position=1, agrees=agrees, reason=reason)

    return act


def change_meetings(house, plan):
    rows = list(plan.planned.all())
    rows[0].title = "Anders"
    changing.change_meetings(actor=house.facilitator, plan=plan, rows=rows)


def change_rules(house, plan):
    changing.change_rules(actor=house.facilitator, plan=plan, changes={"min_gap": 0})


def choose_variant(house, plan):
    proposing.choose_variant(actor=house.facilitator, plan=plan, variant="travel")


def take_version(house, plan):
    proposing.take_version(actor=house.facilitator, plan=plan, version=plan.version)


def lock(house, plan):
    proposing.lock(actor=house.facilitator, plan=plan, position=1, locked=True)


def stop_computing(house, plan):
    proposing.stop_computing(actor=house.facilitator, plan=plan)


def moments(days=80):
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=days)
    return [polling.Moment(start, start + dt.timedelta(hours=2))]


def start_poll(house, plan):
    day = timezone.localdate() + dt.timedelta(days=5)
    polling.start_poll(
        actor=house.facilitator, network=house.network, title="Extra", options=moments(), closes_on=day
    )


def change_poll(house, plan):
    option = house.poll.options.order_by("pk").first()
    same = polling.Moment(option.starts_at, option.ends_at, option.capacity, option.pk)
    polling.change_poll(
        actor=house.facilitator, poll=house.poll, title="Anders", note="", closes_on=house.poll.closes_on,
        moments=[same, *moments()],
    )  # fmt: skip


def task(done):
    def act(house, plan):
        set_task(actor=house.facilitator, meeting=house.meeting, key="room", done=done, owner=house.member)

    return act


TWICE = [
    ask_availability, answer_availability, answer_turn(agrees=True), answer_turn(agrees=False, reason="Dak"),
    change_meetings, change_rules, choose_variant, take_version, lock, stop_computing, start_poll, change_poll,
    task(done=True), task(done=False),
]  # fmt: skip


def traces(house, plan) -> list:
    plan.refresh_from_db()
    return [
        *(model.objects.count() for model in (Entry, Notification, OutgoingMail, RotationPlan)),
        list(RotationPlan.objects.values().order_by("pk")),
        list(plan.planned.values()),
        list(plan.availability.values().order_by("pk")),
        list(plan.turn_answers.values().order_by("pk")),
        list(HostTask.objects.values().order_by("pk")),
        list(house.network.polls.values().order_by("pk")),
        plan.versions.count(),
    ]


@pytest.mark.parametrize("act", TWICE)
def test_the_second_time_leaves_no_trace(house, plan, act):
    act(house, plan)
    before = traces(house, plan)
    act(house, plan)
    assert traces(house, plan) == before


def test_a_swap_that_is_sent_twice_does_not_swap_back(house, plan):
    read, hosts_were = plan.version, [turn.organisation_id for turn in plan.turns]
    swap = {"actor": house.facilitator, "plan": plan, "first": 1, "second": 2, "version": read}
    proposing.swap_turns(**swap)
    with pytest.raises(ValidationError):
        proposing.swap_turns(**swap)
    plan.refresh_from_db()
    assert [turn.organisation_id for turn in plan.turns] == [hosts_were[1], hosts_were[0], hosts_were[2]]
