"""The programme of a meeting, methods and documents."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.richtext.models import Attachment, Draft
from events.meetings.rules import prepares
from events.meetings.standing import standing_of
from events.programme import actions as programme
from events.programme.methods import METHODS
from events.programme.queries import slot, with_times
from tests.factories import OrganisationFactory, ParticipantFactory
from tests.house import picture
from tests.richtext.writing import place_on

pytestmark = pytest.mark.django_db


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
        found = slot(house.meeting, items)
        assert (found.total, found.slot, found.over, found.left) == (190, 180, 10, 0)
        assert items[1].at - items[0].at == dt.timedelta(minutes=125)

    def test_rows_keep_their_notes_when_they_move(self, house, sign_in):
        client = sign_in(house.facilitator)
        url = reverse("events:programme", args=[house.meeting.pk])
        item = house.meeting.agenda.get()
        data = {
            "part-TOTAL_FORMS": 3, "part-INITIAL_FORMS": 1,
            "part-0-id": item.pk, "part-0-title": "Tweede", "part-0-minutes": 20,
            "part-1-title": "Eerste", "part-1-minutes": 10, "move": "up 1",
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
        assert prepares(standing_of(user, house.meeting)) is may
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

    def test_a_document_waits_for_the_tick(self, house, sign_in):
        boss, meeting = sign_in(house.facilitator), house.later
        url, once = reverse("events:documents", args=[meeting.pk]), uuid.uuid4()
        refused = boss.post(url, {"file": picture("tuin.png"), "client_id": once})
        waiting = Attachment.objects.get(waiting=True)
        assert refused.status_code == 422
        assert f'name="waiting" value="{waiting.pk}"' in refused.text
        assert boss.post(url, {"client_id": once}).status_code == 422
        for _twice in range(2):
            boss.post(url, {"waiting": waiting.pk, "no_children": "on", "client_id": once})
        assert list(meeting.documents.all()) == [waiting]
        assert sign_in(house.member).get(waiting.get_absolute_url()).status_code == 200

    def test_the_stops_of_a_tour_begin_with_their_draft_too(self, house, sign_in):
        boss, url = sign_in(house.facilitator), reverse("events:showcase", args=[house.later.pk])
        typed = {"showcase": "De modderkeuken", "stop-0-title": "De wilgenhut", "stop-TOTAL_FORMS": 1}
        boss.post("/files/draft/", place_on(boss.get(url)) | typed)
        begun = boss.get(url).text
        assert "De modderkeuken" in begun
        assert 'value="De wilgenhut"' in begun
        sent = place_on(boss.get(url)) | typed | {"stop-INITIAL_FORMS": 0}
        assert boss.post(url, sent).status_code == 302
        assert not Draft.objects.exists()

    def test_a_sheet_and_a_timer(self, house, sign_in):
        item = programme.add_method(actor=house.facilitator, meeting=house.meeting, key="incident")
        client = sign_in(house.member)
        page = client.get(reverse("events:timer", args=[house.meeting.pk, item.pk])).text
        assert "stap 1 van 7" in page or "step 1 of 7" in page
        assert client.get(reverse("events:timer", args=[house.meeting.pk, 999999])).status_code == 404
        assert client.get(reverse("events:sheet", args=[house.meeting.pk])).status_code == 200
