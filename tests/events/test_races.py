"""A verb decides on what is true when it writes, not on what its page read."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from community.journal.models import Entry
from events.cases import actions as cases
from events.certificates import actions as certificates
from events.handover import actions as handover
from events.harvest import actions as harvest
from events.hosting import actions as hosting
from events.minutes import actions as minutes
from events.models import Attendance, Meeting, Minutes, PlannedMeeting, RotationPlan
from events.places.actions import answers, needs, rides
from events.planning.actions import asking, changing, hosts, proposing, publishing
from events.polls import actions as polls
from events.questions import actions as questions
from events.scheduling import actions as scheduling
from events.turns import actions as turns
from tests.factories import OrganisationFactory, ParticipantFactory
from tests.meanwhile import meanwhile
from tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


class TestMinutes:
    def test_what_somebody_changes_is_not_approved(self, house):
        save = lambda: minutes.save_minutes(  # noqa: E731
            actor=house.member, meeting=house.held, html="<p>Anders</p>", version=1
        )
        approve = lambda: minutes.approve_minutes(  # noqa: E731
            actor=house.facilitator, minutes=house.minutes, version=1
        )
        assert isinstance(meanwhile(save, approve), ValidationError)
        house.minutes.refresh_from_db()
        assert (house.minutes.status, house.minutes.html) == ("shared", "<p>Anders</p>")

    def test_approving_and_saving_at_once_never_approves_what_nobody_saw(self, house):
        for version in range(1, 6):
            at_once(
                [
                    lambda v=version: minutes.save_minutes(
                        actor=house.member, meeting=house.held, html=f"<p>{v}</p>", version=v
                    ),
                    lambda v=version: minutes.approve_minutes(
                        actor=house.facilitator, minutes=house.minutes, version=v
                    ),
                ]
            )
            house.minutes.refresh_from_db()
            assert (house.minutes.version, house.minutes.status) == (version + 1, "shared")

    def test_sharing_brings_no_meeting_back_that_is_called_off(self, house):
        Minutes.objects.update(status=Minutes.Status.DRAFT)
        house.minutes.refresh_from_db()
        cancel = lambda: scheduling.cancel_meeting(actor=house.facilitator, meeting=house.held)  # noqa: E731
        meanwhile(cancel, lambda: minutes.share_minutes(actor=house.facilitator, minutes=house.minutes))
        house.held.refresh_from_db()
        assert house.held.is_cancelled

    def test_nobody_remarks_on_what_is_approved(self, house):
        remark = {"minutes": house.minutes, "text": "Nog iets", "client_id": uuid.uuid4()}
        approve = lambda: minutes.approve_minutes(  # noqa: E731
            actor=house.facilitator, minutes=house.minutes, version=1
        )
        found = meanwhile(approve, lambda: minutes.comment(actor=house.member, **remark))
        assert isinstance(found, PermissionDenied)


class TestPlans:
    @pytest.fixture
    def proposed(self, house):
        meeting = house.plan.planned.get()
        version = house.plan.versions.create(version=1, status="optimal")
        version.turns.create(
            meeting=meeting,
            organisation=house.organisation,
            venue=house.venue,
            date=meeting.candidate_dates[0],
        )
        RotationPlan.objects.update(status=RotationPlan.Status.PROPOSED, proposal=version, version=1)
        house.plan.refresh_from_db()
        return house

    @pytest.mark.parametrize("verb", ["answer", "lock", "remind", "stop", "propose"])
    def test_nothing_changes_once_it_is_published(self, proposed, verb):
        plan, boss = proposed.plan, proposed.facilitator
        answers_ = {"organisation": proposed.organisation, "answers": {plan.dates[0]: "no"}}
        call = {
            "answer": lambda: asking.answer_availability(actor=proposed.member, plan=plan, **answers_),
            "lock": lambda: proposing.lock(actor=boss, plan=plan, position=1, locked=True),
            "remind": lambda: asking.remind_silent(actor=boss, plan=plan),
            "stop": lambda: proposing.stop_computing(actor=boss, plan=plan),
            "propose": lambda: proposing.propose(actor=boss, plan=plan),
        }[verb]
        change = lambda: publishing.publish_plan(actor=boss, plan=plan, sure=True)  # noqa: E731
        assert isinstance(meanwhile(change, call), PermissionDenied)
        assert not plan.availability.exists()

    @pytest.mark.parametrize("ends", ["stop", "share", "publish", "newer"])
    def test_a_calculation_that_nobody_waits_for_any_more_proposes_nothing(self, proposed, ends):
        plan, boss, now = proposed.plan, proposed.facilitator, timezone.now()
        own = RotationPlan.objects.filter(pk=plan.pk)
        own.update(computing_since=now)
        change = {
            "stop": lambda: proposing.stop_computing(actor=boss, plan=plan),
            "share": lambda: hosts.share(actor=boss, plan=plan),
            "publish": lambda: publishing.publish_plan(actor=boss, plan=plan, sure=True),
            "newer": lambda: own.update(computing_since=now + dt.timedelta(seconds=1)),
        }[ends]
        compute = lambda: proposing.compute.call(plan.pk, boss.pk, now.isoformat())  # noqa: E731
        assert meanwhile(change, compute) == "cancelled"
        plan.refresh_from_db()
        status = {"share": "shared", "publish": "published"}.get(ends, "proposed")
        assert (plan.status, plan.version, plan.versions.count()) == (status, 1, 1)
        assert (plan.computing_since is not None) == (ends == "newer")

    def test_a_form_that_is_sent_several_times_at_once_asks_once(self, house):
        day = timezone.localdate() + dt.timedelta(days=90)
        start = timezone.now().replace(microsecond=0) + dt.timedelta(days=90)
        meetings = [{"title": "x", "mode": "online", "expected": 0, "candidates": [day]}]
        plan = lambda: asking.ask_availability(  # noqa: E731
            actor=house.facilitator, network=house.network, name="Nog een jaar", start_time=dt.time(9),
            end_time=dt.time(10), answer_by=timezone.localdate(), meetings=meetings,
        )  # fmt: skip
        poll = lambda: polls.start_poll(  # noqa: E731
            actor=house.facilitator, network=house.network, title="Extra", closes_on=day,
            options=[(start, start + dt.timedelta(hours=1))],
        )  # fmt: skip
        before = house.member.notifications.filter(kind__in=["events/availability", "events/poll"]).count()
        for ask in (plan, poll):
            assert len({made.pk for made in at_once([ask] * 4)}) == 1
        told = house.member.notifications.filter(kind__in=["events/availability", "events/poll"])
        assert told.count() == before + 2

    def test_two_colleagues_answer_at_once(self, house):
        colleague = ParticipantFactory(network=house.network, organisation=house.organisation).user
        calls = [
            lambda p=person, said=said: asking.answer_availability(
                actor=p,
                plan=house.plan,
                organisation=house.organisation,
                answers=dict.fromkeys(house.plan.dates, said),
            )
            for person, said in [(house.member, "host"), (colleague, "no")] * 3
        ]
        assert not [found for found in at_once(calls) if isinstance(found, Exception)]
        given = set(house.plan.availability.values_list("answer", flat=True))
        assert len(given) == 1  # of one of them, and not some of both
        assert house.plan.availability.count() == 2

    def test_a_form_takes_no_lock_away_that_was_made_meanwhile(self, proposed):
        seen = PlannedMeeting.objects.get(plan=proposed.plan)
        seen.title = "Een andere naam"
        proposing.lock(actor=proposed.facilitator, plan=proposed.plan, position=1, locked=True)
        changing.change_meetings(actor=proposed.facilitator, plan=proposed.plan, rows=[seen])
        seen.refresh_from_db()
        assert (seen.title, seen.locked_date) == ("Een andere naam", seen.candidate_dates[0])


class TestPlaces:
    def gives_up(self, house, meeting):
        return lambda: answers.answer_meeting(actor=house.member, meeting=meeting, answer="no")

    def test_who_gives_up_a_place_rides_with_nobody(self, house):
        answers.answer_meeting(actor=house.member, meeting=house.later, answer="in_person")
        join = lambda: rides.ride_along(actor=house.member, ride=house.ride, joins=True)  # noqa: E731
        assert isinstance(meanwhile(self.gives_up(house, house.later), join), ValidationError)
        assert Attendance.objects.get(meeting=house.later, user=house.member).ride is None

    def test_a_ride_that_is_taken_back_is_no_error(self, house):
        answers.answer_meeting(actor=house.member, meeting=house.later, answer="in_person")
        withdraw = lambda: rides.withdraw_ride(actor=house.facilitator, meeting=house.later)  # noqa: E731
        join = lambda: rides.ride_along(actor=house.member, ride=house.ride, joins=True)  # noqa: E731
        assert isinstance(meanwhile(withdraw, join), ValidationError)

    def test_who_gives_up_a_place_needs_nothing(self, house):
        answers.answer_meeting(actor=house.member, meeting=house.later, answer="in_person")
        say = lambda: needs.say_needs(  # noqa: E731
            actor=house.member, meeting=house.later, needs=["vegan"], note="", consents=True
        )
        assert isinstance(meanwhile(self.gives_up(house, house.later), say), PermissionDenied)

    def test_who_is_there_stays_there(self, house):
        """Somebody taps a name on a list that was made before the place changed hands."""
        seen = Attendance.objects.get(meeting=house.held, user=house.member)
        set_attended = {"meeting": house.held, "person": None, "place": seen}
        hosting.set_attended(actor=house.facilitator, **set_attended, attended=False)
        hosting.set_attended(actor=house.facilitator, **set_attended, attended=True)
        seen.refresh_from_db()
        assert seen.attended is True

    def test_nobody_is_reminded_of_a_meeting_that_is_called_off(self, house):
        cancel = lambda: scheduling.cancel_meeting(actor=house.facilitator, meeting=house.later)  # noqa: E731
        remind = lambda: scheduling.remind_unanswered(  # noqa: E731
            actor=house.facilitator, meeting=house.later
        )
        assert isinstance(meanwhile(cancel, remind), ValidationError)


def test_two_facilitators_repair_one_meeting(house):
    ways = [f"online:{house.organisation.pk}:"] * 2
    found = at_once(
        [
            lambda w=way: handover.go_on_now(actor=house.facilitator, meeting=house.meeting, value=w)
            for way in ways
        ]
    )
    assert sum(isinstance(one, ValidationError) for one in found) == 1
    assert Entry.objects.filter(verb="events.repaired").count() == 1


def test_one_certificate_each_however_many_issue_them(house):
    house.network.certificates.all().delete()
    start = house.held.starts_at.date()
    issue = lambda: certificates.issue(  # noqa: E731
        actor=house.facilitator,
        network=house.network,
        since=start - dt.timedelta(days=7),
        until=start + dt.timedelta(days=7),
    )
    assert not [found for found in at_once([issue] * 4) if isinstance(found, Exception)]
    standing = house.network.certificates.filter(voided_at=None, person=house.member)
    assert standing.count() == 1


def test_a_question_that_was_answered_is_not_taken_back(house):
    question = questions.ask_question(
        actor=house.member, meeting=house.meeting, text="Waar?", client_id=uuid.uuid4()
    )
    answer = lambda: questions.answer_question(  # noqa: E731
        actor=house.facilitator, question=question, text="Hier."
    )
    take_back = lambda: questions.withdraw_question(actor=house.member, question=question)  # noqa: E731
    assert isinstance(meanwhile(answer, take_back), PermissionDenied)
    assert house.meeting.questions.filter(pk=question.pk).exists()


@pytest.mark.parametrize("verb", ["answer", "drop"])
def test_words_that_are_in_the_article_stay_as_they_were(house, verb):
    passage = harvest.answer_passage(actor=house.member, passage=house.harvest.passages.get(), agrees=True)
    make = lambda: harvest.make_article(actor=house.facilitator, harvest=house.harvest)  # noqa: E731
    call = {
        "answer": lambda: harvest.answer_passage(actor=house.member, passage=passage, agrees=False),
        "drop": lambda: harvest.drop_passage(actor=house.facilitator, passage=passage),
    }[verb]
    assert isinstance(meanwhile(make, call), PermissionDenied)
    passage.refresh_from_db()
    assert passage.agrees


def test_nobody_is_reminded_of_a_poll_that_is_decided(house):
    choose = lambda: polls.choose(  # noqa: E731
        actor=house.facilitator, poll=house.poll, option=house.poll.options.get()
    )
    remind = lambda: polls.remind_voters(actor=house.facilitator, poll=house.poll)  # noqa: E731
    assert isinstance(meanwhile(choose, remind), PermissionDenied)


def test_who_brought_a_case_in_anew_decides_whether_it_is_forgotten(house):
    """Somebody else is named as who brought it in while the words are taken away."""
    write = lambda: cases.write_case(  # noqa: E731
        actor=house.facilitator, meeting=house.held, case=house.case, version=1, presenter=house.facilitator
    )
    forget = lambda: cases.forget_case(actor=house.member, case=house.case)  # noqa: E731
    assert isinstance(meanwhile(write, forget), PermissionDenied)
    house.case.refresh_from_db()
    assert house.case.forgotten_at is None


def test_a_door_that_opens_is_not_called_closed(house):
    """The host is changed while somebody says that it is not there."""
    now = timezone.now()
    Meeting.objects.filter(pk=house.meeting.pk).update(starts_at=now, ends_at=now + dt.timedelta(hours=2))
    house.meeting.refresh_from_db()
    other = OrganisationFactory()
    change = lambda: scheduling.change_meeting(  # noqa: E731
        actor=house.facilitator, meeting=house.meeting, host=other
    )
    call = lambda: turns.go_online_without_host(  # noqa: E731
        actor=house.facilitator, meeting=house.meeting, join_url="https://meet.example.org/nu"
    )
    meanwhile(change, call)
    assert Entry.objects.get(verb="events.no_show").note["organisation"] == other.pk
