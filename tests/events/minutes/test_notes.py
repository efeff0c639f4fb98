"""Notes of a meeting."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.networks.actions import add_participant
from community.richtext.models import Draft
from events.minutes import actions as minutes
from events.models import Note
from tests.factories import UserFactory
from tests.richtext.writing import place_on

pytestmark = pytest.mark.django_db


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


def test_the_draft_of_a_note_goes_when_the_note_was_saved_and_only_then(house, client):
    client.force_login(house.member)
    url = reverse("events:note", args=[house.note.pk])

    def kept(words):
        client.post("/files/draft/", place_on(client.get(url)) | {"text": words})

    def send(words):
        return client.post(url, place_on(client.get(url)) | {"text": words}).status_code

    kept("Eerst")
    kept("Nog niet klaar")
    assert send("x" * 2001) == 422
    assert Draft.objects.get().fields["text"] == ["Nog niet klaar"]
    before = place_on(client.get(url)) | {"text": "Nog niet klaar"}
    Note.objects.filter(pk=house.note.pk).update(version=5)
    assert client.post(url, before).status_code == 409
    assert Draft.objects.get().fields["text"] == ["Nog niet klaar"]
    fields = place_on(client.get(url)) | {"version": 5, "text": "Klaar"}
    assert client.post(url, fields).status_code == 302
    assert not Draft.objects.exists()
    assert "Nog niet klaar" not in client.get(url).content.decode()
