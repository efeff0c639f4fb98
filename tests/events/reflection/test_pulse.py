"""The pulse of a meeting: nobody's answer is told."""

import pytest
from django.core.exceptions import ValidationError

from community.networks.actions import add_participant
from events.meetings.standing import standing_of
from events.models import Attendance, FirstMet, PulseAnswer
from events.reflection import actions as reflection
from events.reflection.queries import pulse_of
from events.reflection.rules import may_reflect
from tests.factories import UserFactory

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
        assert may_reflect(standing_of(user, house.held)) is may

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

    def test_who_answered_is_no_longer_asked(self, house, django_capture_on_commit_callbacks):
        late, waiting = attendant(house), attendant(house)
        reflection.ask_pulse.call()
        with django_capture_on_commit_callbacks(execute=True):
            reflection.give_pulse(actor=late, meeting=house.held, useful=4, safe=4, applies=4)
        assert not late.notifications.unread().filter(kind="events/pulse").exists()
        assert waiting.notifications.unread().filter(kind="events/pulse").exists()

    def test_not_before_it_is_over(self, house):
        house.meeting.attendances.create(user=house.member, answer="in_person", attended=True)
        assert not may_reflect(standing_of(house.member, house.meeting))

    def test_whom_one_met_counts_once(self, house):
        one, other = attendant(house), attendant(house)
        scores = {"useful": 5, "safe": 5, "applies": 5}
        met = [other, one, house.outsider]
        reflection.give_pulse(actor=one, meeting=house.held, met=met, **scores)
        assert [(row.user, row.met) for row in FirstMet.objects.all()] == [(one, other)]


@pytest.mark.parametrize("met", ["9" * 300, str(2**63), "-1", "\u0663", "x"])
def test_whom_somebody_met_may_be_any_word(house, client, met):
    client.force_login(house.facilitator)
    data = {"do": "pulse", "useful": "5", "safe": "5", "applies": "5", "text": "", "met": met}
    assert client.post(f"/meetings/{house.held.pk}/look-back/", data).status_code in (302, 422)
