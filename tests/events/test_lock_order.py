"""Verbs that need several meetings take their rows in one order, whatever order they think of them in."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.networks import actions as networks
from events.handover import actions as handover
from events.models import Meeting, SwapRequest
from events.places.actions import answers
from events.turns import actions as turns
from tests.away import until
from tests.factories import OrganisationFactory, ParticipantFactory

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def other(house):
    """Another member; it receives the later meeting, whose key is the higher one."""
    found = OrganisationFactory()
    networks.add_member_organisation(
        actor=house.facilitator, network=house.network, organisation=found, since=house.held.starts_at.date()
    )
    SwapRequest.objects.all().delete()
    Meeting.objects.filter(pk=house.meeting.pk).update(host=house.organisation)
    Meeting.objects.filter(pk=house.later.pk).update(host=found)
    assert house.meeting.pk < house.later.pk
    return found


def exchange(house, other):
    swap = SwapRequest.objects.create(
        network=house.network, first=house.later, second=house.meeting, first_host=other,
        second_host=house.organisation, asked_by=house.facilitator,
    )  # fmt: skip
    return lambda: turns.answer_swap(actor=house.facilitator, swap=swap, agrees=True)


def go_on(house, other):
    value = f"swap:{house.organisation.pk}:{house.meeting.pk}"
    return lambda: handover.go_on_now(actor=house.facilitator, meeting=house.later, value=value)


def leave_together(house, other):
    """The first of them has a place at the later meeting alone."""
    for name, meeting in (("Anna", house.later), ("Bert", house.meeting)):
        person = ParticipantFactory(network=house.network, organisation=other, user__name=name).user
        answers.answer_meeting(actor=person, meeting=meeting, answer="in_person")
    today = timezone.localdate()
    return lambda: networks.end_membership(
        actor=house.facilitator, network=house.network, organisation=other, until=today
    )


@pytest.mark.parametrize("prepare", [exchange, go_on, leave_together])
def test_who_waits_for_the_first_meeting_does_not_hold_the_second(house, other, prepare):
    """Or two that wait for each other would both break off. SQLite lets one write after the other anyway."""
    verb = prepare(house, other)
    if connection.vendor != "postgresql":
        return

    def run():
        try:
            verb()
        except Exception:  # noqa: BLE001, S110  (whether it can be is not asked here)
            pass
        finally:
            connection.close()

    def waits() -> bool:
        with connection.cursor() as asked:
            asked.execute(WAITS)
            return asked.fetchone()[0] > 0

    thread = threading.Thread(target=run)
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=house.meeting.pk)
        thread.start()
        until(waits, "the verb waits for the first meeting", 20)
        Meeting.objects.select_for_update(of=("self",), nowait=True).get(pk=house.later.pk)
    thread.join()
