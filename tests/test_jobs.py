"""Every job of the house, with one poisoned row in the middle: the others are done, and the job says that one failed."""

import datetime as dt
import sys
import uuid

import pytest
from django.utils import timezone
from django_tasks.base import Task

from community import rhythm
from community.chat.counts import recount_rooms
from community.chat.models import Room
from community.members.models import User
from community.networks.beginning.jobs import forget_concepts, invite_lines
from community.networks.jobs import end_memberships, end_roles
from community.networks.models import Beginning
from community.notifications import jobs, letters, push
from community.notifications.actions import notify
from community.notifications.actions import recount as recount_bells
from community.notifications.models import Notification, OutgoingMail
from community.organisations.working.jobs import begin_confirmed_work, part_with_work
from community.richtext.jobs import forget_old_drafts, forget_waiting_files
from community.richtext.models import Attachment, Draft
from community.rows import RowsFailed
from community.search.index import rebuild
from community.search.jobs import keep_below
from community.search.models import SearchEntry
from events.cases import actions as cases
from events.handover import actions as handover
from events.meetings import changing
from events.minutes import jobs as late
from events.models import ActionPoint, Attendance, CaseRecord, Inspiration, Meeting, RotationPlan
from events.places.actions import needs
from events.planning.actions import hosts, proposing
from events.reflection import actions as reflection
from forum.counts import recount_reactions, recount_topics
from tests.events.waiting import changed_meetings, unanswered_hosts
from tests.factories import (
    MeetingFactory,
    PostFactory,
    TopicFactory,
    UserFactory,
)
from tests.networks.waiting import ended_roles, left_behind, old_concepts
from tests.organisations.working.waiting import confirmed_claims, departures
from tests.poison import poison

pytestmark = pytest.mark.django_db
YESTERDAY = dt.timedelta(days=1)
#: Tasks about one row or one event, which are asked for when it is there.
ASKED_FOR = {jobs.deliver, invite_lines, keep_below, letters.write, push.deliver, proposing.compute}


def mails(house):
    OutgoingMail.objects.all().delete()
    return [
        OutgoingMail.objects.create(to="a@example.org", audience="public", subject="s", text="t")
        for _ in "123"
    ]


def lost_letters(house):
    Notification.objects.update(mail_due=False)
    long_ago = timezone.now() - YESTERDAY
    return [
        house.member.notifications.create(
            kind="networks/join_approved", audience="members", url="/", data={"network": "n"}, mail_due=True,
            created_at=long_ago,
        )
        for _ in "123"
    ]  # fmt: skip


def late_actions(house):
    day = timezone.localdate() - YESTERDAY
    return [
        ActionPoint.objects.create(
            network=house.network, text="t", person=house.member, due=day, created_by=house.facilitator,
            client_id=uuid.uuid4(),
        )
        for _ in "123"
    ]  # fmt: skip


def shared_plans(house):
    made = []
    for n in range(3):
        plan = RotationPlan.objects.get(pk=house.plan.pk)
        plan.pk, plan.name, plan.status, plan.reminders = None, f"Plan {n}", "shared", 0
        plan.confirm_by = timezone.localdate()
        plan.proposal = None
        plan.save()
        meeting = plan.planned.create(
            position=1, title="t", mode="in_person", expected=3, candidates=["2027-01-12"]
        )
        plan.proposal = plan.versions.create(version=1, status="feasible")
        plan.proposal.turns.create(meeting=meeting, organisation=house.organisation, date="2027-01-12")
        plan.save()
        made.append(plan)
    return made


def held_meetings(house):
    Meeting.objects.update(pulse_asked_at=timezone.now())
    start = timezone.now() - dt.timedelta(days=2)
    made = [MeetingFactory(network=house.network, starts_at=start) for _ in "123"]
    for meeting in made:
        meeting.attendances.create(user=house.member, answer="in_person", attended=True)
    return made


def notes(house):
    Inspiration.objects.all().delete()
    due = timezone.localdate()
    return [
        Inspiration.objects.create(user=person, meeting=house.held, text="t", comes_back_on=due)
        for person in (house.member, house.facilitator, UserFactory())
    ]


def old_needs(house):
    old = MeetingFactory(network=house.network, starts_at=timezone.now() - dt.timedelta(days=30))
    Attendance.objects.exclude(meeting=old).update(needs=[], needs_note="")
    return [
        old.attendances.create(user=UserFactory(), answer="in_person", needs=["step_free"]) for _ in "123"
    ]


def old_cases(house):
    CaseRecord.objects.all().delete()
    old = MeetingFactory(network=house.network, starts_at=timezone.now() - dt.timedelta(days=90))
    return [CaseRecord.objects.create(meeting=old, question="q", written_by=house.member) for _ in "123"]


def topics(house):
    made = [TopicFactory(board=house.board, last_number=9) for _ in "123"]
    for topic in made:
        PostFactory(topic=topic, number=1)
    return made


def reactions(house):
    return [PostFactory(topic=TopicFactory(board=house.board), number=1, thanks_count=7) for _ in "123"]


def rooms(house):
    Room.objects.all().update(last_number=0)
    made = [Room.objects.create(about=f"thing-{n}", network=house.network, last_number=7) for n in range(3)]
    for room in made:
        room.messages.create(number=1, author=house.member, html="x", client_id=uuid.uuid4())
    house.message.room.messages.all().delete()
    return made


def bells(house):
    User.objects.update(unread_notifications=0)
    house.member.notifications.all().delete()
    for person in User.objects.all():
        person.notifications.all().delete()
    return [UserFactory(unread_notifications=5) for _ in "123"]


def posts(house):
    made = [PostFactory(pk=9001 + n, topic=TopicFactory(board=house.board), number=2) for n in range(3)]
    SearchEntry.objects.filter(object_id__in=[post.pk for post in made]).delete()
    return made


def waiting_files(house):
    """Each says how many bytes it has; the sizes tell them apart."""
    made = [
        Attachment.objects.create(
            owner=house.member,
            audience="public",
            name="foto.webp",
            size=9001 + n,
            client_id=uuid.uuid4(),
            waiting=True,
        )
        for n in range(3)
    ]
    Attachment.objects.update(created_at=timezone.now() - 2 * YESTERDAY)
    return made


def old_drafts(house):
    long_ago = timezone.now() - 61 * YESTERDAY
    return [
        Draft.objects.create(owner=house.member, place="topic.1", opened=f"page{n}", updated_at=long_ago)
        for n in range(3)
    ]


#: job -> (the three rows, whether it was done with one, what is poisoned of a row)
JOBS = {
    jobs.sweep: (mails, lambda row: row.status == "sent"),
    letters.catch_up: (lost_letters, lambda row: not row.mail_due),
    late.remind_late_actions: (late_actions, lambda row: row.reminded_at),
    hosts.remind_hosts: (shared_plans, lambda row: row.reminders),
    reflection.ask_pulse: (held_meetings, lambda row: row.pulse_asked_at),
    changing.tell_waiting: (changed_meetings, lambda row: row.untold_since is None),
    handover.give_up_waiting: (unanswered_hosts, lambda row: row.status == "passed"),
    reflection.bring_back_inspiration: (notes, lambda row: row.came_back_at),
    end_memberships: (left_behind, lambda row: row.left_at),
    forget_concepts: (old_concepts, lambda row: not Beginning.objects.filter(pk=row.pk).exists()),
    end_roles: (ended_roles, lambda row: row.role == "member"),
    begin_confirmed_work: (confirmed_claims, lambda row: row.begun_at),
    part_with_work: (departures, lambda row: row.done_at),
    needs.forget_needs: (old_needs, lambda row: not row.needs),
    cases.forget_cases: (old_cases, lambda row: not row.question),
    forget_waiting_files: (waiting_files, lambda row: not Attachment.objects.filter(pk=row.pk).exists()),
    forget_old_drafts: (old_drafts, lambda row: not Draft.objects.filter(pk=row.pk).exists()),
    recount_topics: (topics, lambda row: row.last_number == 1),
    recount_reactions: (reactions, lambda row: row.thanks_count == 0),
    recount_rooms: (rooms, lambda row: row.last_number == 1),
    recount_bells: (bells, lambda row: row.unread_notifications == 0),
    rebuild: (posts, lambda row: SearchEntry.objects.filter(kind="post", object_id=row.pk).exists()),
}


def name_of(job) -> str:
    return f"{getattr(job, 'func', job).__module__}.{getattr(job, 'func', job).__name__}"


@pytest.mark.parametrize("job", JOBS, ids=name_of)
def test_one_bad_row_keeps_nothing_from_the_others(job, house, rows_that_failed):
    make, done = JOBS[job]
    rows = make(house)
    run = getattr(job, "call", job)
    if job is rebuild:
        poison("search_searchentry", "object_id", rows[1].pk, "INSERT")
    elif job is forget_waiting_files:
        poison("richtext_attachment", "size", rows[1].size, "DELETE")
    elif job is forget_old_drafts:
        poison("richtext_draft", "id", rows[1].pk, "DELETE")
    elif job is forget_concepts:
        poison("networks_beginning", "id", rows[1].pk, "DELETE")
    else:
        poison(rows[1]._meta.db_table, "id", rows[1].pk)
    with pytest.raises(RowsFailed, match="1 failed"):
        run()
    assert [record.exc_info is not None for record in rows_that_failed] == [True]
    rows_that_failed.clear()
    for row in rows:
        if job not in (forget_concepts, forget_old_drafts, forget_waiting_files):
            row.refresh_from_db()
    assert [bool(done(row)) for row in rows] == [True, False, True]


def test_every_job_is_walked():
    ours = [
        module
        for name, module in sys.modules.items()
        if name.split(".")[0] in ("community", "events", "forum")
    ]
    found = [one for module in ours for one in vars(module).values() if isinstance(one, Task)]
    assert {one.func for one in found} == {one.func for one in [*JOBS, *ASKED_FOR] if isinstance(one, Task)}


def test_every_job_about_many_rows_has_a_rhythm():
    registered = [job for own in rhythm.Rhythm for job in rhythm.jobs_of(own)]
    assert sorted(map(name_of, registered)) == sorted(name_of(job) for job in JOBS if isinstance(job, Task))


def test_a_mail_that_cannot_be_written_keeps_the_bell_and_the_others(house, rows_that_failed):
    people = [house.member, house.facilitator, house.outsider]

    def calendar(person) -> str:
        if person == house.facilitator:
            raise ValueError("no calendar can be made for this one")
        return "BEGIN:VCALENDAR"

    OutgoingMail.objects.all().delete()
    told = notify(
        kind="events/promoted", to=people, actor=None, url="/", audience="public",
        data={"title": "t"}, calendar=calendar,
    )  # fmt: skip
    assert len(told) == 3
    assert len(rows_that_failed) == 1
    rows_that_failed.clear()
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {
        house.member.pk,
        house.outsider.pk,
    }
