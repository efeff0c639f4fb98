"""Who reads which part of a profile, as a truth table, on the page, in a search, and in *look as*."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.members.models import Profile, User
from community.members.seeing import PARTS, Seen, reads, standing_of
from community.networks.actions import add_participant
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "role": "coach", "about": "verhaal", "expertise": "boomstammen", "looking_for": "winterideeën",
    "themes": "buitenspel", "phone": "0470 12 34 56",
}  # fmt: skip


@pytest.fixture
def people(house):
    """Somebody who filled in everything, and one reader of each standing."""
    person, network = UserFactory(name="Ada Vanhees", email="ada@example.org"), NetworkFactory()
    found = {"self": person, "facilitator": UserFactory(), "network": UserFactory(), "member": UserFactory()}
    for standing in ("self", "network", "facilitator"):
        role = "facilitator" if standing == "facilitator" else "member"
        add_participant(actor=house.admin, network=network, user=found[standing], role=role)
    profile = person.profile
    for name, value in WORDS.items():
        setattr(profile, name, value)
    profile.listed = "members"
    profile.save()
    profile.spoken.create(code="pl")
    return found | {"visitor": AnonymousUser()}


def audience_of_all(person, audience):
    Profile.objects.filter(user=person).update(**{f"{part}_visible_to": audience for part in PARTS})


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("me", {"self"}),
        ("facilitators", {"self", "facilitator"}),
        ("networks", {"self", "facilitator", "network"}),
        ("members", {"self", "facilitator", "network", "member"}),
    ],
)
def test_each_audience(audience, readers, people, sign_in):
    person = people["self"]
    assert {who for who, reader in people.items() if reads(standing_of(reader, person), audience)} == readers
    audience_of_all(person, audience)
    for who, reader in people.items():
        if who == "visitor":
            continue
        page = sign_in(reader).get(person.get_absolute_url()).text
        for word in (*WORDS.values(), "Pools", "ada@example.org"):
            assert (word in page) == (who in readers), (who, word)


@pytest.mark.parametrize("word", ["boomstammen", "buitenspel", "Pools"])
@pytest.mark.parametrize("audience", ["me", "facilitators", "networks", "members"])
def test_what_is_not_for_somebody_does_not_find_anybody(word, audience, people, sign_in):
    person = people["self"]
    audience_of_all(person, audience)
    for who in ("self", "facilitator", "network", "member"):
        page = sign_in(people[who]).get(reverse("members:directory"), {"q": word})
        found = person in [row.person for row in page.context["found"].rows]
        assert found == reads(standing_of(people[who], person), audience), who


def test_look_as_says_what_is_hidden_and_shows_the_rest(people, sign_in):
    person = people["self"]
    Profile.objects.filter(user=person).update(phone_visible_to="networks", about_visible_to="me")
    client = sign_in(person)
    network = client.get(reverse("members:look_as", args=["network"]))
    assert "0470" in network.text
    assert "verhaal" not in network.text
    assert network.context["seen"].hidden == ["Over jou", "E-mail"]
    member = client.get(reverse("members:look_as", args=["member"]))
    assert "0470" not in member.text
    assert "boomstammen" in member.text
    visitor = client.get(reverse("members:look_as", args=["visitor"])).text
    assert "boomstammen" not in visitor
    Profile.objects.filter(user=person).update(listed="networks")
    assert "boomstammen" not in client.get(reverse("members:look_as", args=["member"])).text
    assert client.get(reverse("members:look_as", args=["self"])).status_code == 404


def test_every_part_is_filled_in_beside_who_reads_it(people, sign_in):
    client, address = sign_in(people["self"]), reverse("members:edit")
    page = client.get(address).text
    sent = {"name": "Ada", "handle": "ada", "listed": "networks", "languages": "Pools, Turks", **WORDS}
    for part in PARTS:
        assert f'name="{part}_visible_to"' in page
        sent[f"{part}_visible_to"] = "facilitators"
    assert client.post(address, sent).status_code == 302
    person = User.objects.get(pk=people["self"].pk)
    assert {getattr(person.profile, f"{part}_visible_to") for part in PARTS} == {"facilitators"}
    assert Seen(person, person.profile, "facilitator").themes == ["buitenspel"]
    assert client.post(address, sent | {"about_visible_to": "everybody"}).status_code == 422


def test_nothing_is_asked_of_origin_religion_orientation_or_health():
    told = {field.name for model in (User, Profile) for field in model._meta.get_fields()}
    named = " ".join(told).lower()
    for word in (
        "ethnic",
        "origin",
        "race",
        "relig",
        "belief",
        "orient",
        "gender",
        "sex",
        "health",
        "disab",
        "nation",
    ):
        assert word not in named, word


def test_the_page_of_a_person_costs_the_same_whatever_they_speak(
    people, sign_in, django_assert_max_num_queries
):
    client = sign_in(people["network"])
    client.get(people["self"].get_absolute_url())
    with django_assert_max_num_queries(9):
        client.get(people["self"].get_absolute_url())
