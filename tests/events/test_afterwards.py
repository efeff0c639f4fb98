"""What a meeting leaves: the pulse, notes that come back, thanks, certificates and the harvest."""

import datetime as dt
import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.knowledge.models import ArticlePage
from community.networks.actions import add_participant
from events.certificates import actions as certificates
from events.harvest import actions as harvesting
from events.minutes import actions as minutes
from events.models import Attendance, Certificate, FirstMet, Inspiration, PulseAnswer
from events.reflection import actions as reflection
from events.reflection.queries import pulse_of
from events.reflection.rules import may_reflect
from forum import actions as forum
from tests.factories import MeetingFactory, UserFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db


def attendant(house, attended=True):
    user = UserFactory()
    add_participant(
        actor=house.facilitator, network=house.network, user=user, organisation=house.organisation
    )
    house.held.attendances.create(user=user, answer="in_person", attended=attended)
    return user


class TestPulse:
    def test_results_from_four_answers_on(self, house, sign_in):
        scores = [(5, 4, 3), (4, 4, 4), (3, 5, 5)]
        for number, (useful, safe, applies) in enumerate(scores, start=2):
            reflection.give_pulse(
                actor=attendant(house), meeting=house.held, useful=useful, safe=safe, applies=applies
            )
            assert (pulse_of(house.held) is None) is (number < 4)
        found = pulse_of(house.held)
        assert found["count"] == 4
        assert [float(mean) for _words, mean in found["scores"]] == [4.25, 4.5, 4.25]

    def test_once_and_nobody_can_tell_whose_it_is(self, house):
        with pytest.raises(ValidationError):
            reflection.give_pulse(actor=house.member, meeting=house.held, useful=1, safe=1, applies=1)
        names = {field.name for field in PulseAnswer._meta.get_fields()}
        assert names == {"id", "meeting", "useful", "safe", "applies", "text"}

    @pytest.mark.parametrize("score", [0, 6, -1])
    def test_only_one_to_five(self, house, score):
        with pytest.raises(ValidationError):
            reflection.give_pulse(actor=attendant(house), meeting=house.held, useful=score, safe=1, applies=1)

    @pytest.mark.parametrize(
        ("attended", "answer", "may"),
        [
            (True, "in_person", True),
            (None, "in_person", True),
            (False, "in_person", False),
            (None, "no", False),
        ],
    )
    def test_who_was_there_looks_back(self, house, attended, answer, may):
        user = attendant(house, attended)
        Attendance.objects.filter(user=user).update(answer=answer)
        assert may_reflect(user, house.held) is may

    def test_who_was_there_is_asked_once(self, house):
        absent, late = attendant(house, False), attendant(house)
        assert [reflection.ask_pulse.call() for _ in range(2)] == [2, 0]
        asked = {
            name: person.notifications.filter(kind="events/pulse").count()
            for name, person in (
                ("boss", house.facilitator),
                ("late", late),
                ("absent", absent),
                ("given", house.member),
            )
        }
        assert asked == {"boss": 1, "late": 1, "absent": 0, "given": 0}

    def test_not_before_it_is_over(self, house):
        house.meeting.attendances.create(user=house.member, answer="in_person", attended=True)
        assert not may_reflect(house.member, house.meeting)

    def test_whom_one_met_counts_once(self, house):
        one, other = attendant(house), attendant(house)
        scores = {"useful": 5, "safe": 5, "applies": 5}
        met = [other, one, house.outsider]
        reflection.give_pulse(actor=one, meeting=house.held, met=met, **scores)
        assert [(row.user, row.met) for row in FirstMet.objects.all()] == [(one, other)]


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


def test_the_host_is_thanked_once_by_each(house):
    reflection.thank_host(actor=house.member, meeting=house.held, text="Dank voor de soep")
    with pytest.raises(ValidationError):
        reflection.thank_host(actor=house.member, meeting=house.held, text="Nog eens")
    assert house.held.thanks.filter(author=house.member).get().text == "Dank voor de soep"


class TestCertificates:
    @pytest.fixture
    def five(self, house):
        """Five meetings of three hours in September of last year; `house.held` lies outside that month."""
        year = timezone.localdate().year - 1
        return [
            MeetingFactory(
                network=house.network,
                starts_at=dt.datetime(year, 9, day, 10, tzinfo=dt.UTC),
                ends_at=dt.datetime(year, 9, day, 13, tzinfo=dt.UTC),
            )
            for day in (1, 8, 15, 22, 29)
        ]

    def issue(self, house, five):
        first = five[0].starts_at.date()
        return certificates.issue(
            actor=house.facilitator, network=house.network, since=first, until=first + dt.timedelta(days=30)
        )

    def attend(self, person, meetings):
        for meeting in meetings:
            meeting.attendances.update_or_create(
                user=person, defaults={"answer": "in_person", "attended": True}
            )

    @pytest.mark.parametrize(("there", "earned"), [(5, True), (4, True), (3, False), (0, False)])
    def test_four_of_five_is_enough(self, house, five, there, earned):
        self.attend(house.member, five[:there])
        made = self.issue(house, five)
        assert [one.person for one in made] == ([house.member] if earned else [])
        if earned:
            assert (made[0].minutes_attended, made[0].minutes_held) == (180 * there, 900)

    def test_a_correction_voids_the_old_number(self, house, five, client):
        self.attend(house.member, five[:4])
        old = self.issue(house, five)[0]
        assert self.issue(house, five) == []
        self.attend(house.member, five)
        new = self.issue(house, five)[0]
        old.refresh_from_db()
        assert old.voided_at
        assert new.code != old.code
        assert client.get(reverse("events:certificate_pdf", args=[old.code])).status_code == 404
        five[0].attendances.update(attended=False)
        five[1].attendances.update(attended=False)
        assert self.issue(house, five) == []
        new.refresh_from_db()
        assert new.voided_at

    def test_whoever_has_the_code_verifies_it(self, house, client, library):
        page = client.get(house.certificate.get_absolute_url()).text
        assert house.member.name in page
        assert house.member.email not in page
        assert client.get(reverse("events:certificate", args=["guess"])).status_code == 404

    def test_the_pdf_is_one_page_with_names_of_all_of_europe(self, house, client):
        Certificate.objects.filter(pk=house.certificate.pk).update(name="Łukasz Çelik-Ångström")
        response = client.get(reverse("events:certificate_pdf", args=[house.certificate.code]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        assert response.content.count(b"/Type /Page\n") == 1
        assert io.BytesIO(response.content).getbuffer().nbytes < 200_000

    def test_only_facilitators_issue(self, house, five):
        with pytest.raises(PermissionDenied):
            certificates.issue(
                actor=house.member,
                network=house.network,
                since=dt.date(2026, 1, 1),
                until=dt.date(2026, 2, 1),
            )


class TestHarvest:
    def test_without_a_yes_nothing_is_used(self, house, library):
        passage = house.harvest.passages.get()
        with pytest.raises(ValidationError):
            harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        harvesting.answer_passage(actor=house.member, passage=passage, agrees=False)
        with pytest.raises(ValidationError):
            harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        assert not ArticlePage.objects.exists()

    def test_a_draft_of_what_was_agreed_with_the_names_of_who_wants_that(self, house, library, client):
        topic = forum.start_topic(
            actor=house.facilitator,
            board=house.board,
            title="T",
            html="<p>Uit het forum</p>",
            client_id=uuid.uuid4(),
        )
        secret = minutes.write_note(
            actor=house.member, meeting=house.held, text="Liever niet", client_id=uuid.uuid4()
        )
        harvesting.gather(
            actor=house.facilitator, harvest=house.harvest, notes=[secret], posts=[topic.posts.get()]
        )
        first, second, third = house.harvest.passages.all()
        assert third.agrees is True  # the facilitator's own words
        harvesting.answer_passage(actor=house.member, passage=first, agrees=True, named=False)
        harvesting.answer_passage(actor=house.member, passage=second, agrees=False)
        page = harvesting.make_article(actor=house.facilitator, harvest=house.harvest)
        body = str(page.body.raw_data)
        assert CANARY in body
        assert "Uit het forum" in body
        assert "Liever niet" not in body
        stored = ArticlePage.objects.get(pk=page.pk)
        assert (stored.live, list(stored.authors.all())) == (False, [house.facilitator])
        assert client.get(page.url or "/knowledge/x/").status_code == 404
        assert harvesting.make_article(actor=house.facilitator, harvest=house.harvest) == page
        with pytest.raises(PermissionDenied):
            harvesting.answer_passage(actor=house.member, passage=first, agrees=False)

    def test_words_from_elsewhere_are_refused(self, house):
        other = forum.start_topic(
            actor=house.facilitator,
            board=type(house.board).objects.create(name="Open", slug="open", visibility="public"),
            title="T",
            html="<p>x</p>",
            client_id=uuid.uuid4(),
        )
        with pytest.raises(PermissionDenied):
            harvesting.gather(actor=house.facilitator, harvest=house.harvest, posts=[other.posts.get()])

    def test_only_who_wrote_it_answers(self, house):
        passage = house.harvest.passages.get()
        with pytest.raises(PermissionDenied):
            harvesting.answer_passage(actor=house.facilitator, passage=passage, agrees=True)
