"""Where a name stands in a list, as readers in Belgium and in the Netherlands expect."""

import pytest

from community.surnames import split, with_particles, without_particles


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Mieke van den Berg", "Mieke", "van den Berg"),
        ("Mieke Van den Bedenk", "Mieke", "Van den Bedenk"),
        ("Anne Marie Peeters", "Anne Marie", "Peeters"),
        ("Jan 't Hooft", "Jan", "'t Hooft"),
        ("Noor", "", "Noor"),
        ("", "", ""),
        ("Van Damme", "Van", "Damme"),
        ("Ada van", "Ada", "van"),
    ],
)
def test_the_surname_begins_at_the_first_small_word_else_it_is_the_last(name, first, last):
    assert split(name) == (first, last)


@pytest.mark.parametrize(
    ("name", "belgian", "dutch"),
    [
        ("Mieke van den Berg", "van den berg mieke", "berg van den mieke"),
        ("Mieke Vandenberg", "vandenberg mieke", "vandenberg mieke"),
        ("Élif d'Or", "d'or elif", "d'or elif"),
        ("Noor", "noor", "noor"),
        ("Ada van", "van ada", "van ada"),
    ],
)
def test_van_den_berg_stands_under_v_or_under_b(name, belgian, dutch):
    assert with_particles(name) == belgian
    assert without_particles(name) == dutch
