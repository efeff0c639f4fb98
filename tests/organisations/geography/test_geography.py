import pytest

from community.organisations.geography.distance import great_circle, with_distance
from community.organisations.geography.outline import is_at_sea
from community.organisations.geography.towns import find_town, like_town, towns
from community.organisations.models import Organisation
from tests.factories import OrganisationFactory

LOKEREN, GENT, BREDA = (51.1036, 3.9934), (51.0543, 3.7174), (51.5889, 4.7753)


@pytest.mark.parametrize(("a", "b", "km"), [(LOKEREN, GENT, 20.0), (GENT, BREDA, 94.5), (GENT, GENT, 0)])
def test_a_great_circle_is_the_same_in_python_and_in_the_database(a, b, km, db):
    assert round(great_circle(a, b), 1) == km
    one = OrganisationFactory(latitude=b[0], longitude=b[1])
    assert round(with_distance(Organisation.objects.filter(pk=one.pk), a).get().distance, 1) == km


@pytest.mark.parametrize("typed", ["lokeren", " LOKEREN", "Lókeren"])
def test_a_town_is_found_however_it_is_written(typed):
    assert find_town(typed).name == "Lokeren"


def test_of_two_towns_of_one_name_the_larger_is_meant():
    assert find_town("Aalst").country == "BE"
    assert (find_town("Luik").name, find_town("liege").name, find_town("Den Haag").country) == (
        "Luik",
        "Luik",
        "NL",
    )
    assert (find_town(""), find_town("Atlantis"), like_town("Lokern").name) == (None, None, "Lokeren")
    assert like_town("x" * 10_000) is None


@pytest.mark.parametrize(
    ("point", "wet"),
    [
        ((51.6, 2.5), True), ((53.4, 4.2), True), (LOKEREN, False), ((51.23, 2.92), False), ((53.06, 4.8), False),
        ((48.86, 2.35), False), ((0, 0), False),
    ],
)  # fmt: skip
def test_the_north_sea_is_no_place_for_a_house(point, wet):
    assert is_at_sea(*point) is wet


def test_no_town_lies_at_sea():
    assert not [town for town in towns() if is_at_sea(town.latitude, town.longitude)]
