"""What one takes home, and thanks to the host."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant
from events.models import Inspiration
from events.reflection import actions as reflection
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class TestInspiration:
    def test_it_comes_back_after_six_weeks_to_who_wrote_it(self, house):
        note = Inspiration.objects.get(user=house.member)
        assert note.comes_back_on == (house.held.ends_at + dt.timedelta(days=42)).date()
        assert reflection.bring_back_inspiration.call() == 0
        Inspiration.objects.update(comes_back_on=timezone.localdate())
        assert [reflection.bring_back_inspiration.call() for _ in range(2)] == [1, 0]
        assert house.member.notifications.filter(kind="events/inspiration").count() == 1
        assert not house.facilitator.notifications.filter(kind="events/inspiration").exists()

    def test_nobody_else_reads_it(self, house, sign_in):
        Inspiration.objects.update(text="Alleen voor mij")
        url = reverse("events:reflect", args=[house.held.pk])
        assert "Alleen voor mij" in sign_in(house.member).get(url).text
        assert "Alleen voor mij" not in sign_in(house.facilitator).get(url).text


class TestWhatCameOfIt:
    @pytest.fixture
    def back(self, house):
        Inspiration.objects.update(
            text="Moestuin", became="", shown=False, comes_back_on=timezone.localdate()
        )
        assert reflection.bring_back_inspiration.call() == 1
        return house

    def test_an_answer_is_kept_and_no_longer_asked_of_who_gave_it(
        self, back, sign_in, django_capture_on_commit_callbacks
    ):
        me = sign_in(back.member)
        asked = "Wat je meenam van"
        assert asked in me.get("/today/").text
        [told] = back.member.notifications.filter(kind="events/inspiration")
        assert "Moestuin" in me.get(told.url).text
        with django_capture_on_commit_callbacks(execute=True):
            refused = me.post(told.url, {"do": "note", "became": " ", "shown": "on"})
        assert refused.status_code == 422
        assert "“Niets” is ook een antwoord" in refused.text
        assert asked in me.get("/today/").text
        with django_capture_on_commit_callbacks(execute=True):
            me.post(told.url, {"do": "note", "became": "Er staat nu een bak met kruiden."})
        assert asked not in me.get("/today/").text
        back.member.refresh_from_db()
        told.refresh_from_db()
        assert told.read_at
        assert back.member.unread_notifications == back.member.notifications.unread().count()
        assert "bak met kruiden" in me.get(told.url).text

    @pytest.mark.parametrize("shown", [True, False])
    def test_who_leads_reads_it_only_if_the_writer_wants_it(self, shown, back, sign_in):
        reflection.answer_note(actor=back.member, meeting=back.held, became="Een kruidenbak", shown=shown)
        url = reverse("events:reflect", args=[back.held.pk])
        page = sign_in(back.facilitator).get(url).text
        assert ("Een kruidenbak" in page) is shown
        assert "Moestuin" not in page
        assert "Een kruidenbak" in sign_in(back.member).get(url).text

    def test_a_colleague_who_was_there_does_not_read_it(self, back, sign_in):
        reflection.answer_note(actor=back.member, meeting=back.held, became="Een kruidenbak", shown=True)
        colleague = UserFactory()
        add_participant(
            actor=back.facilitator, network=back.network, user=colleague, organisation=back.organisation
        )
        back.held.attendances.create(user=colleague, answer="in_person", attended=True)
        page = sign_in(colleague).get(reverse("events:reflect", args=[back.held.pk]))
        assert page.status_code == 200
        assert "Een kruidenbak" not in page.text

    def test_a_note_that_is_gone_takes_no_answer_and_loses_none(self, back, sign_in):
        reflection.take_home(actor=back.member, meeting=back.held, text="")
        page = sign_in(back.member).post(
            reverse("events:reflect", args=[back.held.pk]), {"do": "note", "became": "Een kruidenbak"}
        )
        assert page.status_code == 422
        assert "Je notitie is weg" in page.text
        assert page.text.count("Een kruidenbak") == 1


def test_the_host_is_thanked_once_by_each(house):
    reflection.thank_host(actor=house.member, meeting=house.held, text="Dank voor de soep")
    with pytest.raises(ValidationError):
        reflection.thank_host(actor=house.member, meeting=house.held, text="Nog eens")
    assert house.held.thanks.filter(author=house.member).get().text == "Dank voor de soep"


@pytest.mark.parametrize(
    ("who", "do", "text"),
    [
        ("facilitator", "home", "Wij " * 300),
        ("facilitator", "pulse", "Meer tijd"),
        ("member", "thanks", "Dank " * 80),
    ],
)
def test_what_is_refused_stays_in_its_own_field(who, do, text, house, sign_in):
    page = sign_in(house.who(who)).post(
        reverse("events:reflect", args=[house.held.pk]), {"do": do, "text": text}
    )
    assert page.status_code == 422
    assert page.text.count(text.strip()) == 1
    assert page.text.count("data-errors") == 1
    assert not Inspiration.objects.filter(user=house.facilitator).exists()
