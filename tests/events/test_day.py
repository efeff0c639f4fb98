"""Before and on the day: the programme, the host's checklist, who is there, and what is written down."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks.actions import add_participant
from events.hosting import actions as hosting
from events.hosting.queries import checklist
from events.meetings.rules import prepares
from events.minutes import actions as minutes
from events.minutes.queries import actions_for, draft_from_notes
from events.minutes.rules import may_set_action
from events.models import ActionPoint, Attendance, Meeting, Minutes, Note
from events.programme import actions as programme
from events.programme.methods import METHODS
from events.programme.queries import slot, with_times
from tests.factories import OrganisationFactory, ParticipantFactory, UserFactory
from tests.house import picture

pytestmark = pytest.mark.django_db


def move(meeting, hours) -> Meeting:
    """The meeting as if it began `hours` from now; it lasts three hours."""
    start = timezone.now() + dt.timedelta(hours=hours)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    meeting.refresh_from_db()
    return meeting


class TestProgramme:
    def test_the_incident_method_has_seven_steps_and_65_minutes(self):
        method = METHODS["incident"]
        assert (len(method.steps), method.minutes) == (7, 65)
        assert [step.minutes for step in method.steps] == [5, 10, 5, 15, 10, 10, 10]

    def test_methods_have_times_and_groups(self):
        for method in METHODS.values():
            assert method.steps, method.key
            assert all(step.minutes > 0 for step in method.steps), method.key
            assert 1 < method.people[0] < method.people[1] <= 100

    def test_190_minutes_in_a_slot_of_180_is_ten_too_many(self, house):
        rows = [{"title": "A", "minutes": 125}]
        programme.save_programme(actor=house.facilitator, meeting=house.meeting, rows=rows)
        programme.add_method(actor=house.facilitator, meeting=house.meeting, key="incident")
        items = with_times(house.meeting)
        assert slot(house.meeting, items) == {"total": 190, "slot": 180, "over": 10, "left": 0}
        assert items[1].at - items[0].at == dt.timedelta(minutes=125)

    def test_rows_keep_their_notes_when_they_move(self, house, sign_in):
        client = sign_in(house.facilitator)
        url = reverse("events:programme", args=[house.meeting.pk])
        item = house.meeting.agenda.get()
        data = {
            "part-TOTAL_FORMS": 3, "part-INITIAL_FORMS": 1,
            "part-0-id": item.pk, "part-0-order": 2, "part-0-title": "Tweede", "part-0-minutes": 20,
            "part-1-order": 1, "part-1-title": "Eerste", "part-1-minutes": 10,
        }  # fmt: skip
        assert client.post(url, data).status_code == 302
        assert list(house.meeting.agenda.values_list("title", flat=True)) == ["Eerste", "Tweede"]
        assert house.meeting.agenda.get(title="Tweede").pk == item.pk
        bad = data | {"part-1-minutes": ""}
        response = client.post(url, bad)
        assert response.status_code == 422
        assert 'value="Eerste"' in response.text

    @pytest.mark.parametrize(
        ("who", "may"), [("facilitator", True), ("member", True), ("guest", False), ("elsewhere", False)]
    )
    def test_who_prepares(self, house, who, may):
        people = {
            "guest": ParticipantFactory(
                network=house.network, role="guest", organisation=house.organisation
            ).user,
            "elsewhere": ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user,
        }
        user = people.get(who) or house.who(who)
        assert prepares(user, house.meeting) is may
        if not may:
            with pytest.raises(PermissionDenied):
                programme.add_method(actor=user, meeting=house.meeting, key="troika")

    def test_documents_stay_in_the_network_when_the_meeting_is_open(self, house, sign_in):
        house.meeting.visibility = "public"
        house.meeting.save()
        document = programme.add_document(
            actor=house.facilitator, meeting=house.meeting, upload=picture(), client_id=uuid.uuid4()
        )
        url = document.get_absolute_url()
        assert sign_in(house.member).get(url).status_code == 200
        for persona in house.OUTSIDE:
            assert sign_in(house.who(persona)).get(url).status_code in (302, 404), persona

    def test_a_sheet_and_a_timer(self, house, sign_in):
        item = programme.add_method(actor=house.facilitator, meeting=house.meeting, key="incident")
        client = sign_in(house.member)
        page = client.get(reverse("events:timer", args=[house.meeting.pk, item.pk])).text
        assert "stap 1 van 7" in page or "step 1 of 7" in page
        assert client.get(reverse("events:timer", args=[house.meeting.pk, 999999])).status_code == 404
        assert client.get(reverse("events:sheet", args=[house.meeting.pk])).status_code == 200


class TestHost:
    def test_days_follow_the_meeting_and_what_is_late_is_red(self, house):
        rows = {row["task"].key: row for row in checklist(house.meeting)}
        assert rows["room"]["due"] == house.meeting.local_start.date() - dt.timedelta(days=42)
        assert (rows["room"]["late"], rows["signs"]["late"]) == (True, False)
        assert "online" not in rows
        hosting.set_task(actor=house.member, meeting=house.meeting, key="room", done=True)
        done = next(row for row in checklist(house.meeting) if row["task"].key == "room")
        assert (done["done"], done["late"], done["row"].done_by) == (True, False, house.member)

    def test_a_task_of_another_kind_of_meeting_is_refused(self, house):
        with pytest.raises(ValidationError):
            hosting.set_task(actor=house.member, meeting=house.meeting, key="online", done=True)


class TestCheckIn:
    def test_by_the_code_on_the_wall(self, house, sign_in):
        meeting = move(house.meeting, -1)
        url = reverse("events:here", args=[meeting.pk])
        client = sign_in(house.member)
        client.post(url, {"code": "WRONG1"})
        assert not meeting.attendances.filter(attended=True).exists()
        client.post(url, {"code": f" {meeting.door_code.lower()} "})
        place = meeting.attendances.get(user=house.member)
        assert (place.attended, place.answer) == (True, "in_person")
        assert place.checked_in_at

    @pytest.mark.parametrize(("hours", "may"), [(-7, False), (-1, True), (1, True), (3, False)])
    def test_only_on_the_day(self, house, hours, may):
        meeting = move(house.meeting, hours)
        if may:
            hosting.check_in(actor=house.member, meeting=meeting, code=meeting.door_code)
        else:
            with pytest.raises(ValidationError):
                hosting.check_in(actor=house.member, meeting=meeting, code=meeting.door_code)

    def test_the_list_tells_what_changed_and_by_whom(self, house, sign_in):
        meeting = move(house.meeting, -1)
        client, url = sign_in(house.member), reverse("events:check_in", args=[meeting.pk])
        for do in ("here", "away"):
            client.post(url, {"person": house.facilitator.pk, "do": do})
        page = client.get(url).text
        assert "Facilitator: there" in page or "Facilitator: aanwezig" in page
        assert client.post(url, {"person": "x", "do": "here"}).status_code == 404

    def test_the_host_taps_names_and_only_the_facilitator_corrects_later(self, house):
        meeting = move(house.meeting, -1)
        change = {"meeting": meeting, "person": house.facilitator, "place": None}
        hosting.set_attended(actor=house.member, attended=True, **change)
        place = meeting.attendances.get(user=house.facilitator)
        assert place.attended is True
        meeting = move(meeting, -48)
        with pytest.raises(PermissionDenied):
            hosting.set_attended(
                actor=house.member, meeting=meeting, person=None, place=place, attended=False
            )
        hosting.set_attended(
            actor=house.facilitator, meeting=meeting, person=None, place=place, attended=False
        )
        log = Entry.objects.filter(verb="events.attendance", about_id=meeting.pk).order_by("pk")
        assert [(e.actor, e.note["attended"]) for e in log] == [
            (house.member, True),
            (house.facilitator, False),
        ]

    def test_strangers_are_not_put_on_the_list(self, house):
        meeting = move(house.meeting, -1)
        with pytest.raises(PermissionDenied):
            hosting.set_attended(
                actor=house.facilitator, meeting=meeting, person=house.outsider, place=None, attended=True
            )

    def test_nobody_was_there_before_it_began(self, house):
        with pytest.raises(ValidationError):
            hosting.set_attended(
                actor=house.facilitator,
                meeting=house.meeting,
                person=house.member,
                place=None,
                attended=True,
            )
        assert not Attendance.objects.filter(meeting=house.meeting).exists()


class TestNotes:
    def test_several_people_write_and_nothing_is_overwritten(self, house):
        once = uuid.uuid4()
        for actor, text in ((house.member, "Een"), (house.facilitator, "Twee")):
            minutes.write_note(actor=actor, meeting=house.held, text=text, client_id=uuid.uuid4())
        for _ in range(2):
            minutes.write_note(
                actor=house.member, meeting=house.held, text="Drie", kind="decision", client_id=once
            )
        texts = house.held.notes.exclude(pk=house.note.pk).values_list("text", flat=True)
        assert list(texts) == ["Een", "Twee", "Drie"]

    def test_a_change_that_came_between_is_shown(self, house, sign_in):
        minutes.change_note(actor=house.facilitator, note=house.note, text="Van de begeleider", version=1)
        url = reverse("events:note", args=[house.note.pk])
        response = sign_in(house.member).post(url, {"text": "Van mij", "version": "1"})
        assert response.status_code == 409
        assert "Van de begeleider" in response.text
        assert "Van mij" in response.text
        assert Note.objects.get(pk=house.note.pk).text == "Van de begeleider"

    def test_notes_wait_for_the_meeting(self, house):
        with pytest.raises(PermissionDenied):
            minutes.write_note(actor=house.member, meeting=house.meeting, text="x", client_id=uuid.uuid4())

    def test_a_note_of_somebody_else_stays(self, house):
        other = UserFactory()
        add_participant(actor=house.facilitator, network=house.network, user=other)
        with pytest.raises(PermissionDenied):
            minutes.change_note(actor=other, note=house.note, text="Weg", version=1)


class TestActions:
    def agree(self, house, **fields):
        return minutes.agree_action(
            actor=house.facilitator, meeting=house.held, text="Foto's delen", client_id=uuid.uuid4(), **fields
        )

    def test_the_owner_hears_of_it_and_sees_it_today(self, house, sign_in):
        due = timezone.localdate() + dt.timedelta(days=3)
        action = self.agree(house, person=house.member, due=due)
        assert action.organisation == house.organisation
        assert house.member.notifications.filter(kind="events/action").exists()
        client = sign_in(house.member)
        assert "Foto&#x27;s delen" in client.get("/today/").text
        client.post(reverse("events:action", args=[action.pk]), {"status": "done", "next": "today"})
        action.refresh_from_db()
        assert (action.status, bool(action.done_at)) == ("done", True)
        assert "Foto&#x27;s delen" not in client.get("/today/").text

    def test_it_stays_on_the_agenda_until_done(self, house):
        action = self.agree(house, organisation=house.organisation)
        assert action in actions_for(house.network, house.meeting)
        minutes.set_action(actor=house.member, action=action, status="done")
        assert action not in actions_for(house.network, house.meeting)
        assert action in actions_for(house.network, house.held)

    def test_somebody_does_it(self, house):
        with pytest.raises(ValidationError):
            self.agree(house)
        with pytest.raises(ValidationError):
            self.agree(house, person=house.outsider)

    @pytest.mark.parametrize(
        ("who", "may"),
        [("facilitator", True), ("owner", True), ("colleague", True), ("other", False), ("guest", False), ("outsider", False)],
    )  # fmt: skip
    def test_who_says_how_far_it_is(self, house, who, may):
        colleague = ParticipantFactory(network=house.network, organisation=house.organisation).user
        other = ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user
        guest = ParticipantFactory(network=house.network, organisation=house.organisation, role="guest").user
        people = {"owner": house.member, "colleague": colleague, "other": other, "guest": guest}
        action = self.agree(house, person=house.member)
        assert may_set_action(people.get(who) or house.who(who), action) is may

    def test_late_ones_are_reminded_of_once(self, house):
        action = self.agree(house, person=house.member, due=timezone.localdate() - dt.timedelta(days=1))
        assert action.is_late
        assert [minutes.remind_late_actions.call() for _ in range(2)] == [1, 0]
        kinds = house.member.notifications.filter(kind="events/action_late").count()
        bosses = house.facilitator.notifications.filter(kind="events/action_late").count()
        assert (kinds, bosses) == (1, 1)
        assert ActionPoint.objects.get(pk=action.pk).reminded_at


class TestMinutes:
    def start(self, house) -> Meeting:
        """Another meeting that was held, without minutes."""
        Minutes.objects.all().delete()
        return house.held

    def test_they_begin_with_the_notes(self, house):
        meeting = self.start(house)
        minutes.write_note(
            actor=house.member,
            meeting=meeting,
            text="Wij <b>doen</b> dit",
            kind="decision",
            client_id=uuid.uuid4(),
        )
        html = draft_from_notes(meeting)
        assert "<h3>Besluiten</h3>" in html
        assert "Wij &lt;b&gt;doen&lt;/b&gt; dit" in html
        assert "<h3>Acties</h3>" in html

    def test_from_draft_to_approved_with_every_version_kept(self, house, sign_in):
        meeting, boss = self.start(house), house.facilitator
        written = minutes.save_minutes(actor=boss, meeting=meeting, html="<p>Een</p>", version=0)
        with pytest.raises(ValidationError):
            minutes.approve_minutes(actor=boss, minutes=written)
        minutes.share_minutes(actor=boss, minutes=written)
        written = minutes.save_minutes(actor=boss, meeting=meeting, html="<p>Twee</p>", version=1)
        assert [old.html for old in written.versions.all()] == ["<p>Een</p>"]
        minutes.approve_minutes(actor=boss, minutes=written, meeting=house.meeting)
        written.refresh_from_db()
        assert (written.status, written.approved_in) == ("approved", house.meeting)
        with pytest.raises(PermissionDenied):
            minutes.comment(actor=house.member, minutes=written, text="Nog iets", client_id=uuid.uuid4())
        written = minutes.save_minutes(actor=boss, meeting=meeting, html="<p>Drie</p>", version=2)
        assert (written.status, written.approved_in) == ("shared", None)

    def test_two_writers(self, house, sign_in):
        meeting = self.start(house)
        minutes.save_minutes(actor=house.facilitator, meeting=meeting, html="<p>Een</p>", version=0)
        minutes.save_minutes(actor=house.member, meeting=meeting, html="<p>Twee</p>", version=1)
        url = reverse("events:write_minutes", args=[meeting.pk])
        response = sign_in(house.facilitator).post(url, {"html": "<p>Mijn zin</p>", "version": 1})
        assert response.status_code == 409
        assert "Mijn zin" in response.text
        assert "Twee" in response.text

    def test_a_draft_is_not_for_everyone(self, house, sign_in):
        meeting = self.start(house)
        minutes.save_minutes(actor=house.facilitator, meeting=meeting, html="<p>Klad</p>", version=0)
        other = ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user
        url = reverse("events:minutes", args=[meeting.pk])
        assert sign_in(other).get(url).status_code == 404
        assert sign_in(house.member).get(url).status_code == 200

    def test_a_script_does_not_survive(self, house, sign_in):
        meeting = self.start(house)
        url = reverse("events:write_minutes", args=[meeting.pk])
        data = {"html": "<p>Goed</p><script>alert(1)</script><img src=x onerror=alert(1)>", "version": 0}
        assert sign_in(house.facilitator).post(url, data).status_code == 302
        html = Minutes.objects.get(meeting=meeting).html
        assert "Goed" in html
        assert "script" not in html
        assert "onerror" not in html
