"""The list of people: filters, order, pages, and the reason why somebody stands there."""

import pytest
from django.urls import reverse

from community.members.directory.queries import PER_PAGE, Asked, find, fitting
from community.members.models import Profile
from community.networks.actions import add_participant
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db
NAMES = ["Ada van den Berg", "Bea Vandamme", "Cas Aerts", "Dina Zomer"]


@pytest.fixture
def circle(house):
    """A reader, and people of one network with them."""
    network, reader = NetworkFactory(), UserFactory(name="Lezer Modaal")
    people = [UserFactory(name=name) for name in NAMES]
    for one in (reader, *people):
        add_participant(actor=house.admin, network=network, user=one)
    return reader, people, network


def surnames(reader, **asked):
    return [row.last for row in find(reader, Asked(**asked)).rows if row.person != reader]


def test_van_den_berg_stands_where_the_reader_looks(circle, sign_in):
    reader = circle[0]
    assert surnames(reader, order="be") == ["Aerts", "van den Berg", "Vandamme", "Zomer"]
    assert surnames(reader, order="nl") == ["Aerts", "van den Berg", "Vandamme", "Zomer"]
    rows = {row.last: row.letter for row in find(reader, Asked(order="nl")).rows}
    assert rows["van den Berg"] == "B"
    client, address = sign_in(reader), reverse("members:directory")
    assert client.get(address).context["asked"].order == "be"
    client.get(address, {"surnames": "nl"})
    assert client.get(address).context["asked"].order == "nl"
    assert client.get(address, {"surnames": "xx"}).context["asked"].order == "be"


def test_each_filter_leaves_who_answers_to_it(circle, house):
    reader, (ada, bea, cas, dina), network = circle
    other = NetworkFactory()
    add_participant(actor=house.admin, network=other, user=bea)
    ada.profile.spoken.create(code="pl")
    cas.island, cas.works_at = "de-wolkenboot", "De Wolkenboot"
    cas.save()
    Profile.objects.get(user=dina).spoken.create(code="tr")
    Profile.objects.filter(user=dina).update(languages_visible_to="me")
    assert surnames(reader, language="pl") == ["van den Berg"]
    assert surnames(reader, language="tr") == []
    assert surnames(reader, organisation="de-wolkenboot") == ["Aerts"]
    assert len(surnames(reader, network=network.pk)) == 4
    assert surnames(reader, network=other.pk) == []  # not the reader's own
    assert surnames(reader, words="pools berg") == ["van den Berg"]
    assert surnames(reader, words="pools", organisation="de-wolkenboot") == []


def test_a_row_says_why(circle):
    reader, (ada, *_others), _network = circle
    ada.profile.expertise, ada.profile.themes = "boomstammen, gesprek met ouders", "taal"
    ada.profile.save()
    ada.profile.spoken.create(code="pl")
    (row,) = find(reader, Asked(words="ouders pools")).rows
    assert row.reasons == ["gesprek met ouders", "Pools"]
    Profile.objects.filter(user=ada).update(expertise_visible_to="me")
    assert find(reader, Asked(words="ouders")).rows == []


def test_who_is_found_can_be_asked_from_the_list(circle, sign_in):
    reader, (ada, *_others), _network = circle
    Profile.objects.filter(user__in=[ada, reader]).update(expertise="ouders", folded="ouders")
    page = sign_in(reader).get(reverse("members:directory"), {"q": "ouders"}).text
    assert reverse("chat:talk_to", args=[ada.handle]) in page
    assert reverse("chat:talk_to", args=[reader.handle]) not in page


def test_who_to_ask_follows_from_what_the_reader_looks_for(circle, sign_in):
    reader, (ada, bea, *_others), _network = circle
    assert fitting(reader) == []
    Profile.objects.filter(user=reader).update(looking_for="ideeën voor de winter, gesprek met ouders")
    ada.profile.expertise = "praten met ouders"
    ada.profile.save()
    bea.profile.expertise, bea.profile.expertise_visible_to = "ouders", "facilitators"
    bea.profile.save()
    found = [(one.person, one.wish, one.topic) for one in fitting(reader)]
    assert found == [(ada, "gesprek met ouders", "praten met ouders")]
    page = sign_in(reader).get(reverse("members:directory")).text
    assert "Past bij wat je zoekt" in page
    assert "Past bij wat je zoekt" not in sign_in(reader).get(reverse("members:directory"), {"q": "x"}).text


@pytest.mark.parametrize("order", ["be", "nl"])
def test_pages_follow_each_other_without_a_gap_or_a_double(order, circle, house):
    reader, _people, network = circle
    for n in range(PER_PAGE * 2):
        one = UserFactory(name=f"Zelfde Naam{n % 3}")
        add_participant(actor=house.admin, network=network, user=one)
    seen, after = [], None
    for _page in range(5):
        found = find(reader, Asked(order=order, after=after))
        seen += [row.person.pk for row in found.rows]
        after = found.after
        if after is None:
            break
    assert after is None
    assert len(seen) == len(set(seen)) == PER_PAGE * 2 + 5


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_as_much_for_three_as_for_one(number, circle, house, sign_in, django_assert_max_num_queries):
    reader, _people, network = circle
    Profile.objects.filter(user=reader).update(looking_for="ouders")
    for _n in range(number):
        one = UserFactory()
        one.profile.expertise = "ouders"
        one.profile.save()
        one.profile.spoken.create(code="pl")
        add_participant(actor=house.admin, network=network, user=one)
    client = sign_in(reader)
    for asked in ({}, {"q": "ouders pools", "language": "pl", "network": network.pk}):
        client.get(reverse("members:directory"), asked)
        with django_assert_max_num_queries(12):
            client.get(reverse("members:directory"), asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "\x00" * 10}, {"q": "x" * 10_000}, {"network": "x"}, {"network": "9" * 40}, {"language": "klingon"},
        {"organisation": "\x00"}, {"after": "-1"}, {"after": "999999999"}, {"surnames": "\x00"},
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_mistake(asked, circle, sign_in):
    assert sign_in(circle[0]).get(reverse("members:directory"), asked).status_code == 200
