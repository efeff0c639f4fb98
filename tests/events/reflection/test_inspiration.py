"""What one takes home, and thanks to the host."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import Inspiration
from events.reflection import actions as reflection

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
