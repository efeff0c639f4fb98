"""Lists of everything there is: found by name, by halves, a page at a time."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from community.networks.models import Network
from community.organisations.models import Affiliation
from community.staff import paging
from community.staff.lists import kinds
from tests.factories import NetworkFactory, OrganisationFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def rows_of(page):
    return [row for row, _facts, _to in page.context["lines"]]


def words_of(kind, row):
    return [fact.words for fact in kind.facts(kind.rows().get(pk=row.pk))]


def test_pages_lead_through_everything_once(monkeypatch, house, sign_in):
    monkeypatch.setattr(paging, "PER_PAGE", 3)
    for number in range(7):
        OrganisationFactory(name=f"Zelfde naam {number // 3}")
    client, seen, after = sign_in(house.staff), [], ""
    for _page in range(10):
        page = client.get(reverse("staff:organisations"), {"after": after, "q": "zelfde"})
        seen += rows_of(page)
        after = page.context["page"].after
        if not after:
            break
    assert [one.name for one in seen] == [f"Zelfde naam {number // 3}" for number in range(7)]
    assert len({one.pk for one in seen}) == 7


@pytest.mark.parametrize("after", ["x", "-1", "999999999999999999", "\x00", ""])
def test_nonsense_or_a_row_that_is_gone_gives_the_first_page(after, house, sign_in):
    page = sign_in(house.staff).get(reverse("staff:organisations"), {"after": after})
    assert page.status_code == 200
    assert len(rows_of(page)) == 2


def test_the_last_meeting_stands_first(world, sign_in):
    rows = rows_of(sign_in(world.admin).get(reverse("staff:meetings")))
    assert rows == sorted(rows, key=lambda one: one.starts_at, reverse=True)
    assert {one.visibility for one in rows} <= {"public", "members"}


@pytest.mark.parametrize(
    ("url", "only", "names"),
    [
        ("staff:networks", "alone", ["Alleen", "Niemand"]),
        ("staff:organisations", "silent", ["Stil"]),
        ("staff:people", "closed", ["Weg"]),
        ("staff:people", "staff", ["Beheer"]),
        ("staff:people", "nonsense", ["Beheer", "Begeleider", "Tweede", "Weg"]),
    ],
)
def test_halves(url, only, names, sign_in):
    boss = UserFactory(name="Beheer", is_staff=True, last_login=timezone.now())
    one, two = UserFactory(name="Begeleider"), UserFactory(name="Tweede")
    UserFactory(name="Weg", is_active=False)
    for name, facilitators in (("Alleen", [one]), ("Samen", [one, two]), ("Niemand", [])):
        for person in facilitators:
            ParticipantFactory(
                network__name=name, network__slug=name.lower(), user=person, role="facilitator"
            ) if (not Network.objects.filter(name=name).exists()) else ParticipantFactory(
                network=Network.objects.get(name=name), user=person, role="facilitator"
            )
        if not facilitators:
            NetworkFactory(name=name)
    OrganisationFactory(name="Stil")
    spoken = OrganisationFactory(name="Spreekt")
    Affiliation.objects.create(
        person=one, organisation=spoken, role="host_contact", since=timezone.localdate()
    )
    shown = rows_of(sign_in(boss).get(reverse(url), {"only": only}))
    assert sorted(str(row) for row in shown) == sorted(names)


def test_a_closed_network_has_a_name_and_no_way_in(house, sign_in):
    page = sign_in(house.staff).get(reverse("staff:networks"))
    assert {str(row): to for row, _facts, to in page.context["lines"]}[house.network.name] == ""
    assert sign_in(house.staff).get(house.network.get_absolute_url()).status_code == 404


def test_a_person_says_how_they_stand(house):
    User.objects.filter(pk=house.member.pk).update(last_login=None, is_staff=True)
    said = words_of(kinds.PEOPLE, house.member)
    assert house.member.email in said
    assert {"nog nooit aangemeld", "beheer"} <= set(said)
    assert "account gesloten" in words_of(kinds.PEOPLE, house.deactivated)


@pytest.mark.parametrize("name", [kind.address for kind in kinds.KINDS])
@pytest.mark.parametrize("many", [1, 3])
def test_a_list_asks_the_same_for_one_as_for_many(name, many, house, sign_in, django_assert_max_num_queries):
    for _number in range(many):
        ParticipantFactory(role="facilitator")
        OrganisationFactory()
    client = sign_in(house.staff)
    client.get(reverse(name))
    with django_assert_max_num_queries(7):
        client.get(reverse(name))
