"""Minutes: written, shared, approved."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from events.minutes import actions as minutes
from events.minutes.queries import draft_from_notes
from events.models import Meeting, Minutes
from tests.factories import OrganisationFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


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
            minutes.approve_minutes(actor=boss, minutes=written, version=1)
        minutes.share_minutes(actor=boss, minutes=written)
        written = minutes.save_minutes(actor=boss, meeting=meeting, html="<p>Twee</p>", version=1)
        assert [old.html for old in written.versions.all()] == ["<p>Een</p>"]
        minutes.approve_minutes(actor=boss, minutes=written, version=2, meeting=house.meeting)
        written.refresh_from_db()
        assert (written.status, written.approved_in) == ("approved", house.meeting)
        with pytest.raises(PermissionDenied):
            minutes.comment(actor=house.member, minutes=written, text="Nog iets", client_id=uuid.uuid4())
        written = minutes.save_minutes(actor=boss, meeting=meeting, html="<p>Drie</p>", version=2)
        assert (written.status, written.approved_in) == ("shared", None)

    def test_what_is_approved_is_the_text_that_was_seen(self, house, sign_in):
        boss, page = sign_in(house.facilitator), reverse("events:minutes", args=[house.held.pk])
        seen = re.search(r'name="version" value="(\d+)"', boss.get(page).text)[1]
        minutes.save_minutes(actor=house.member, meeting=house.held, html="<p>Toch anders</p>", version=1)
        response = boss.post(page, {"do": "approve", "version": seen})
        house.minutes.refresh_from_db()
        assert (response.status_code, house.minutes.status) == (422, "shared")
        assert "Lees eerst de nieuwe tekst" in response.text
        assert "Toch anders" in response.text
        again = re.search(r'name="version" value="(\d+)"', response.text)[1]
        for _twice in range(2):
            assert boss.post(page, {"do": "approve", "version": again}).status_code == 302
        house.minutes.refresh_from_db()
        assert house.minutes.status == "approved"

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
        client, notes = sign_in(house.facilitator), reverse("events:notes", args=[meeting.pk])
        assert "Maak er een verslag van" in client.get(notes).text
        assert "Het verslag is bewaard." in client.post(url, data, follow=True).text
        assert "Bewerk het verslag" in client.get(notes).text
        html = Minutes.objects.get(meeting=meeting).html
        assert "Goed" in html
        assert "script" not in html
        assert "onerror" not in html
