"""Who of a list of people may read something, in one question, and the same as each of them alone."""

import pytest

from community.richtext.audiences import may_read, readers
from tests.house import House

pytestmark = pytest.mark.django_db
PERSONAS = [*House.INSIDE, *House.OUTSIDE]


def all_but_visitors() -> list[str]:
    return [persona for persona in PERSONAS if persona != "visitor"]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("public", lambda: PERSONAS),
        ("members", all_but_visitors),
        ("network:{house.network.pk}", lambda: [*House.INSIDE]),
        ("person:{house.member.pk}", lambda: ["member"]),
        ("network:0", list),
        ("network", list),
        ("person", list),
        ("network:x", list),
        ("network:9999999999999999999", list),
        ("nobody:1", list),
        ("", list),
    ],
)
def test_who_may_read(audience, expected, house, django_assert_max_num_queries):
    audience = audience.format(house=house)
    people = {persona: house.user(persona) for persona in PERSONAS}
    with django_assert_max_num_queries(1):
        found = readers(people.values(), audience)
    assert [name for name, person in people.items() if person in found] == expected()
    assert [name for name, person in people.items() if may_read(person, audience)] == expected()
