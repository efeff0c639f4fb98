import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from community.networks.actions import add_participant
from events.meetings import calendars
from events.meetings.rules import may_schedule_meeting
from events.models import Meeting
from events.places.actions import answers as places
from events.places.rules import may_answer
from events.planning.actions import asking, proposing, publishing
from events.planning.links import signed_path
from events.scheduling import actions
from events.scheduling.forms import MeetingForm
from tests.factories import MeetingFactory, NetworkFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("role", "closed", "expected"),
    [
        ("facilitator", False, True),
        ("facilitator", True, False),
        ("member", False, False),
        ("guest", False, False),
    ],
)
def test_only_a_facilitator_schedules_meetings_while_the_network_runs(role, closed, expected):
    part = ParticipantFactory(role=role, network__closed_at=timezone.now() if closed else None)
    assert may_schedule_meeting(part.user, part.network) is expected


@pytest.mark.parametrize(
    ("visibility", "inside", "state", "may"),
    [
        ("network", True, "planned", True),
        ("network", False, "planned", False),
        ("public", False, "planned", True),
        ("network", True, "cancelled", False),
        ("network", True, "over", False),
    ],
)
def test_who_may_answer(visibility, inside, state, may):
    start = timezone.now() + dt.timedelta(days=-9 if state == "over" else 9)
    status = "cancelled" if state == "cancelled" else "planned"
    meeting = MeetingFactory(visibility=visibility, starts_at=start, status=status)
    user = ParticipantFactory(network=meeting.network).user if inside else UserFactory()
    assert may_answer(user, meeting) is may


@pytest.fixture
def small(house):
    """A meeting with two seats, and five people who want them."""
    house.meeting.capacity_in_person = 2
    house.meeting.save()
    people = [UserFactory() for _ in range(5)]
    for person in people:
        add_participant(actor=house.facilitator, network=house.network, user=person)
    return house.meeting, people


class TestPlaces:
    def test_who_finds_it_full_waits_in_order_and_moves_up(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        assert [a.user for a in meeting.attendances.waiting("in_person")] == people[2:]
        places.answer_meeting(actor=people[0], meeting=meeting, answer="no")
        assert {a.user for a in meeting.attendances.coming("in_person")} == {people[1], people[2]}
        assert people[2].notifications.filter(kind="events/promoted").count() == 1
        places.answer_meeting(actor=people[0], meeting=meeting, answer="in_person")
        assert [a.user for a in meeting.attendances.waiting("in_person")] == [*people[3:], people[0]]

    def test_answering_twice_keeps_the_place_in_line(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        places.answer_meeting(actor=people[2], meeting=meeting, answer="in_person")
        assert meeting.attendances.waiting("in_person").first().user == people[2]

    def test_more_seats_let_people_in(self, small, house):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="in_person")
        actions.change_meeting(actor=house.facilitator, meeting=meeting, capacity_in_person=4)
        assert meeting.attendances.waiting("in_person").count() == 1

    def test_online_has_its_own_places(self, small):
        meeting, people = small
        for person in people:
            places.answer_meeting(actor=person, meeting=meeting, answer="online")
        assert meeting.attendances.coming("online").count() == 5

    def test_an_online_meeting_has_no_room(self, house):
        house.meeting.mode = "online"
        house.meeting.save()
        with pytest.raises(ValidationError):
            places.answer_meeting(actor=house.member, meeting=house.meeting, answer="in_person")

    def test_outsiders_do_not_answer(self, house):
        with pytest.raises(PermissionDenied):
            places.answer_meeting(actor=house.outsider, meeting=house.meeting, answer="in_person")


class TestCalendars:
    def test_the_wall_time_holds_across_the_change_of_clocks(self):
        for month, offset in ((6, 2), (12, 1)):
            start = dt.datetime(2027, month, 10, 9, 30, tzinfo=BRUSSELS)
            meeting = MeetingFactory(starts_at=start, title="Één; twee, drie\r\nBEGIN:VEVENT")
            book = Calendar.from_ical(calendars.calendar([meeting]))
            (event,) = book.walk("VEVENT")
            assert event["dtstart"].dt.utcoffset() == dt.timedelta(hours=offset)
            assert event["dtstart"].dt.hour == 9
            assert book.walk("VTIMEZONE")
            assert "attendee" not in event

    def test_one_entry_moves_and_leaves(self, house):
        house.meeting.refresh_from_db()
        before = house.meeting.sequence
        first = Calendar.from_ical(calendars.invitation(house.meeting, house.member)).walk("VEVENT")[0]
        changed = actions.change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders")
        second = Calendar.from_ical(calendars.invitation(changed, house.member)).walk("VEVENT")[0]
        cancelled = actions.cancel_meeting(actor=house.facilitator, meeting=changed)
        book = Calendar.from_ical(calendars.invitation(cancelled, house.member, cancel=True))
        third = book.walk("VEVENT")[0]
        assert first["uid"] == second["uid"] == third["uid"]
        assert [int(e["sequence"]) for e in (first, second, third)] == [before, before + 1, before + 2]
        assert (book["method"], third["status"]) == ("CANCEL", "CANCELLED")

    def test_only_the_reader_is_named(self, house):
        text = calendars.invitation(house.meeting, house.member).replace("\r\n ", "")
        assert house.member.email in text
        assert house.facilitator.email not in text

    def test_a_renewed_address_ends_the_old_one(self, house, client, sign_in):
        old = reverse("events:feed", args=[house.feed.token])
        sign_in(house.member).post(reverse("events:renew_feed"))
        assert client.get(old).status_code == 404


def form_data(**changes):
    base = {
        "title": "Samen", "day": "2027-05-20", "start_time": "09:30", "end_time": "12:00", "mode": "in_person",
    }  # fmt: skip
    return base | changes


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_time": "09:00"}, "end_time"),
        ({"day": "2027-02-29"}, "day"),
        ({"day": "9999-01-01"}, "day"),
        ({"day": "2027-03-28", "start_time": "02:30", "end_time": "04:00"}, "start_time"),
        ({"join_url": "javascript:alert(1)"}, "join_url"),
        ({"join_url": "https://x.be/\r\nX:1"}, "join_url"),
        ({"title": "  "}, "title"),
        ({"mode": "by_boat"}, "mode"),
        ({"host": "999"}, "host"),
        ({"capacity_in_person": "-4"}, "capacity_in_person"),
    ],
)
def test_bad_meetings_are_refused_in_their_place(changes, field):
    form = MeetingForm(
        form_data(**changes), network=(network := NetworkFactory()), instance=Meeting(network=network)
    )
    assert not form.is_valid()
    assert field in form.errors


def test_two_facilitators_one_slot(house):
    with pytest.raises(actions.SlotTaken):
        actions.schedule_meeting(
            actor=house.facilitator,
            network=house.network,
            title="Dubbel",
            starts_at=house.meeting.starts_at,
            ends_at=house.meeting.ends_at,
        )


@pytest.mark.parametrize("where", ["on another meeting", "before the network began"])
def test_a_meeting_does_not_move_where_it_cannot_be(house, client, where):
    day = timezone.localdate() + dt.timedelta(days=80)
    noon = dt.datetime.combine(day, dt.time(12), house.later.zone)
    Meeting.objects.filter(pk=house.later.pk).update(starts_at=noon, ends_at=noon + dt.timedelta(hours=2))
    if where == "before the network began":
        day = house.network.started_on - dt.timedelta(days=1)
    changes = {"day": day.isoformat(), "title": "Verschoven", "start_time": "11:00", "end_time": "12:30"}
    client.force_login(house.facilitator)
    response = client.post(f"/meetings/{house.meeting.pk}/change/", form_data(**changes))
    assert response.status_code == 422
    assert "day" in response.context["form"].errors
    assert "Verschoven" in response.text
    before = house.meeting.title
    house.meeting.refresh_from_db()
    assert house.meeting.title == before


class TestRotation:
    def test_a_link_answers_for_one_organisation(self, house, client):
        url = signed_path(house.plan, house.member)
        page = client.get(url)
        assert page.status_code == 200
        days = house.plan.dates
        data = {f"d{day.isoformat()}": "host" for day in days} | {
            "d2030-01-01": "host",
            f"d{days[0]}x": "host",
        }
        assert client.post(url, data).status_code == 200
        assert set(house.plan.availability.values_list("organisation", "answer")) == {
            (house.organisation.pk, "host")
        }
        assert house.plan.availability.count() == len(days)

    def test_all_dates_at_once_and_who_answered_is_said(self, house, client, sign_in):
        url = signed_path(house.plan, house.member)
        page = client.post(url, {"all": "attend"})
        assert "zijn bewaard. Je kunt ze nog veranderen" in page.text
        assert dict(house.plan.availability.values_list("date", "answer")) == dict.fromkeys(
            house.plan.dates, "attend"
        )
        client.post(url, {"all": "everything"})
        assert set(house.plan.availability.values_list("answer", flat=True)) == {"attend"}
        colleague = UserFactory()
        add_participant(
            actor=house.facilitator, network=house.network, user=colleague, organisation=house.organisation
        )
        own = sign_in(colleague).get(f"/meetings/plans/{house.plan.pk}/availability/").text
        assert f"{house.member.name} antwoordde op" in own

    @pytest.mark.parametrize("token", ["x", "W10:1:x", ""])
    def test_forged_links_explain_themselves(self, token, client, db):
        response = client.get(f"/meetings/availability/{token or 'leeg'}/")
        assert response.status_code == 410

    def test_a_link_dies_with_the_right_to_answer(self, house, client):
        url = signed_path(house.plan, house.former)
        assert client.get(url).status_code == 410

    def test_propose_publish_and_invite(self, house, django_capture_on_commit_callbacks):
        answers = dict.fromkeys(house.plan.dates, "host")
        asking.answer_availability(
            actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
        )
        with django_capture_on_commit_callbacks(execute=True):
            proposing.propose(actor=house.facilitator, plan=house.plan)
        house.plan.refresh_from_db()
        assert (house.plan.status, house.plan.version) == ("proposed", 1)
        (meeting,) = publishing.publish_plan(actor=house.facilitator, plan=house.plan)
        assert (meeting.host, meeting.venue) == (house.organisation, house.venue)
        assert meeting.local_start.time() == dt.time(10)
        assert house.member.notifications.filter(
            kind="events/invited", url=meeting.get_absolute_url()
        ).exists()
        with pytest.raises(PermissionDenied):
            asking.answer_availability(
                actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
            )

    def test_without_a_host_the_page_says_why(self, house, sign_in, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            proposing.propose(actor=house.facilitator, plan=house.plan)
        page = sign_in(house.facilitator).get(house.plan.get_absolute_url()).content.decode()
        assert "Zo is er geen plan mogelijk" in page
        assert "Vraag Host house om te ontvangen" in page

    def test_members_do_not_see_a_proposal(self, house, sign_in):
        assert sign_in(house.member).get(house.plan.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("days", [-2, 0, 20])
@pytest.mark.parametrize("persona", ["visitor", "member", "staff", "admin"])
def test_no_page_of_a_meeting_without_network_fails(client, house, library, persona, days):
    start = timezone.now() + dt.timedelta(days=days, minutes=30)
    found = actions.schedule_meeting(
        actor=house.admin, network=None, title="Webinar", visibility="public", mode="online",
        starts_at=start, ends_at=start + dt.timedelta(hours=1), agenda=[("Begin", 10, "")],
    )  # fmt: skip
    user = house.admin if persona == "admin" else house.who(persona)
    if user is not None:
        client.force_login(user)
        found.attendances.create(user=user, answer="online", attended=True if days < 0 else None)
    pages = (
        "", "cancel/", "cases/", "change/", "check-in/", "guest/", "host/", "look-back/", "minutes/",
        "minutes/write/", "notes/", "print/", "programme/", "repair/", "showcase/", "swap/", "meeting.ics",
        f"timer/{found.agenda.get().pk}/",
    )  # fmt: skip
    for page in pages:
        assert client.get(f"/meetings/{found.pk}/{page}").status_code in (200, 302, 403, 404), page
