"""People stand in the order in which one looks for their names: Élodie between Daan and Fien."""

import pytest
from django.urls import reverse

from community.members.models import User
from events.minutes.queries import present
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db

NAMES = ["Daan", "Élodie", "fien"]


@pytest.fixture
def people(house):
    """Three who were there, added in another order."""
    house.held.attendances.all().delete()
    for name in reversed(NAMES):
        part = ParticipantFactory(network=house.network, organisation=house.organisation, user__name=name)
        house.held.attendances.create(user=part.user, answer="in_person", attended=True)
    return User.objects.filter(name__in=NAMES)


def test_who_comes(people, house):
    assert [place.person_name for place in house.held.attendances.all()] == NAMES


def test_who_was_there_in_the_minutes(people, house):
    assert [names for _where, names in present(house.held)] == [", ".join(NAMES)]


def test_who_is_checked_in(people, house, sign_in):
    rows = sign_in(house.facilitator).get(reverse("events:check_in", args=[house.held.pk])).context["rows"]
    assert [row["name"] for row in rows if row["name"] in NAMES] == NAMES
