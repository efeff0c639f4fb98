import math

import pytest
from django.contrib.auth.models import AnonymousUser

from community.organisations.directory.chart import APART, chart
from community.organisations.directory.plane import HIGH, WIDE
from community.organisations.directory.queries import find_organisations
from community.organisations.directory.wanted import Wanted
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def drawn(wanted):
    return chart(find_organisations(AnonymousUser(), wanted), wanted)


def test_islands_on_one_spot_move_apart():
    for n in range(9):
        OrganisationFactory(latitude=51.1036, longitude=3.9934 + n / 5000, public=True)
    found = drawn(Wanted(around="Lokeren", within=25))
    spots = [(mark.x, mark.y) for mark in found.marks]
    assert all(math.dist(a, b) > APART - 8 for i, a in enumerate(spots) for b in spots[:i])
    assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in spots)
    assert any(mark.is_moved for mark in found.marks)
    assert any(mark.label for mark in found.marks)
    assert found.land


def test_nothing_anywhere_draws_no_map():
    OrganisationFactory(public=True)
    assert drawn(Wanted()) is None


def test_far_away_is_drawn_too():
    OrganisationFactory(latitude=-33.9, longitude=18.4, public=True)
    OrganisationFactory(latitude=64.1, longitude=-21.9, public=True)
    assert len(drawn(Wanted()).marks) == 2
