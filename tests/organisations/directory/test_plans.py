"""How the databases answer the directory: along an index, whatever there is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from community.organisations.directory.queries import PER_PAGE, _behind, _matching
from community.organisations.directory.wanted import Wanted
from community.organisations.geography.distance import within
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
ROW = 5  # of many


@pytest.fixture
def reader(house):
    for n in range(60):
        OrganisationFactory(kind="company" if n % 2 else "school", latitude=50 + n / 40, longitude=3 + n / 40)
    with connection.cursor() as cursor:
        if (
            connection.vendor == "postgresql"
        ):  # sixty rows are read faster without an index, fifty thousand are not
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE")
    return house.outsider


def plan(rows) -> str:
    return rows.explain()


@pytest.mark.parametrize(
    "wanted",
    [Wanted(), Wanted(after="3:organisation 12"), Wanted(kind=("company",)), Wanted(is_open=True)],
    ids=str,
)
def test_a_page_by_name_goes_along_an_index(wanted, reader):
    rows = _behind(_matching(reader, wanted), wanted).prefetch_related(None)[: PER_PAGE + 1]
    said = plan(rows)
    assert "organisation_by_" in said
    assert "TEMP B-TREE" not in said
    assert "Seq Scan on organisations_organisation " not in said


@pytest.mark.parametrize("user", ["reader", "visitor"])
def test_around_a_town_only_the_box_is_read(user, reader):
    wanted = Wanted(around="Lokeren", within=25)
    who = reader if user == "reader" else AnonymousUser()
    said = plan(within(_matching(who, wanted), wanted.point, 25))
    assert "organisation_by_place" in said
