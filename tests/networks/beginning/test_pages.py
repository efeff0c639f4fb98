"""The pages of a concept: whose they are, what stands there, and what is refused in words."""

import pytest
from django.urls import reverse

from community.networks.beginning import actions
from community.networks.models import Beginning, Network
from community.organisations.models import Organisation
from tests.factories import OrganisationFactory, UserFactory
from tests.house import CANARY, House

pytestmark = pytest.mark.django_db
READ = [
    "networks:new_purpose", "networks:new_organisations", "networks:new_people", "networks:new_how",
    "networks:begun", "networks:proposal",
]  # fmt: skip
POSTED = [
    "networks:new_choose", "networks:new_leave_out", "networks:new_line", "networks:new_discard",
    "networks:new_invite",
]  # fmt: skip


def address_of(name, house):
    more = {"networks:new_leave_out": [house.organisation.pk], "networks:new_line": [house.line.pk]}
    return reverse(name, args=[house.concept.pk, *more.get(name, [])])


@pytest.mark.parametrize("persona", [*House.OUTSIDE, "member"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_concept_is_its_owners_alone(house, sign_in, persona, method):
    client, signed = sign_in(house.who(persona)), persona not in ("visitor", "deactivated")
    for name in READ + POSTED:
        response = getattr(client, method)(address_of(name, house))
        wrong_way = name in POSTED if method == "get" else name == "networks:begun"
        expected = (405,) if wrong_way else (404,)
        assert response.status_code in (expected if signed else (302, 405)), name
        assert f"Concept {CANARY}" not in response.content.decode()
    assert Beginning.objects.get(pk=house.concept.pk).lines.count() == 2


def test_its_owner_opens_each_step(house, sign_in):
    client = sign_in(house.facilitator)
    pages = {name: client.get(address_of(name, house)).status_code for name in READ}
    assert pages == dict.fromkeys(READ, 200) | {"networks:begun": 302, "networks:proposal": 403}


def test_staff_read_what_is_proposed_and_answer(house, sign_in):
    actions.propose(actor=house.facilitator, beginning=house.concept)
    client, page = sign_in(house.staff), address_of("networks:proposal", house)
    assert CANARY in client.get(page).content.decode()
    refused = client.post(page, {"do": "decline", "answer": ""})
    assert refused.status_code == 422
    assert client.get(address_of("networks:begun", house)).url == page

    client.post(page, {"do": "decline", "answer": "Praat eerst met Anke."})

    own = sign_in(house.facilitator).get(address_of("networks:new_purpose", house)).content.decode()
    assert "Praat eerst met Anke." in own
    assert sign_in(house.staff).get(page).status_code == 404


FIELDS = {"name": "Taal", "purpose": "Hoe?", "cooperation_form": "learning_network", "hue": "66"}


def test_the_path_from_the_first_word_to_the_network(sign_in):
    owner = UserFactory(is_staff=True)
    client = sign_in(owner)
    old = OrganisationFactory(name="Metaalwerken Rijkhout")
    page = client.post("/networks/new/", FIELDS).url
    assert page.endswith("/organisations/")
    assert "Metaalwerken Rijkhout" in client.get(page, {"q": "rijk"}).content.decode()
    client.post(f"{page}choose/", {"organisation": old.pk})
    made = {"do": "make", "name": "Taalpunt Dender", "municipality": "Aalst", "kind": "school"}
    assert client.post(page, made).status_code == 302
    assert client.post(page).url.endswith("/people/")
    concept = Beginning.objects.get()
    lines = "Ann Peeters, ann@rijkhout.be, Rijkhout\nBen Claes, ben@taalpunt.be, Taalpunt Dender"
    client.post(concept.address_of("people"), {"do": "read", "text": lines})
    assert client.post(concept.address_of("people"), {"words": "Welkom"}).url.endswith("/how/")
    form = {"visibility": "members", "join_policy": "invitation", "ground_rules": "Wees lief."}

    begun = client.post(concept.address_of("how"), {**form, "do": "invite"}, follow=True)

    network = Network.objects.get()
    assert (network.visibility, network.join_policy, network.ground_rules) == (
        "members", "invitation", "Wees lief.",
    )  # fmt: skip
    assert network.current_organisations.count() == 2
    assert set(network.invitations.values_list("email", flat=True)) == {"ann@rijkhout.be", "ben@taalpunt.be"}
    assert "begonnen, 2 mensen uitgenodigd" in " ".join(begun.content.decode().split())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", " "), ("name", "x" * 10_000), ("name", "a\x00b"), ("purpose", "x" * 10_000),
        ("cooperation_form", "nope"), ("hue", "9" * 30), ("hue", ""), ("motive", "required"), ("funder", "x" * 500),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field_and_stays(sign_in, field, value):
    client = sign_in(UserFactory())

    page = client.post("/networks/new/", {**FIELDS, field: value})

    assert page.status_code == 422
    assert "Hoe?" in page.content.decode() or field == "purpose"
    assert not Beginning.objects.exists()


def test_an_organisation_is_taken_away_and_back(house, sign_in):
    client, away = sign_in(house.facilitator), address_of("networks:new_leave_out", house)
    page = client.post(away, {"away": ""}, follow=True).content.decode()
    assert f'action="{away}"' in page
    assert list(house.concept.organisations.all()) == []
    assert house.concept.lines.get(number=1).reason == "organisation"

    client.post(away)

    assert list(house.concept.organisations.all()) == [house.organisation]
    assert house.concept.lines.get(number=1).state == "ready"


@pytest.mark.parametrize("value", ["", "x", "9" * 18, "9" * 40, "-1"])
def test_an_organisation_that_is_not_there_cannot_be_chosen(house, sign_in, value):
    page = sign_in(house.facilitator).post(address_of("networks:new_choose", house), {"organisation": value})
    assert page.status_code == 404


def test_a_concept_is_left_and_found_again(house, sign_in):
    client = sign_in(house.facilitator)
    away = client.post(address_of("networks:new_people", house), {"do": "later", "words": "Tot dan"})
    assert away.url == "/today/"
    house.concept.refresh_from_db()
    assert house.concept.words == "Tot dan"
    assert f"Concept {CANARY}" in client.get("/networks/").content.decode()


def test_a_page_asks_as_much_for_many_as_for_one(house, sign_in, django_assert_max_num_queries):
    client = sign_in(house.facilitator)
    for _number in range(3):
        actions.choose(actor=house.facilitator, beginning=house.concept, organisation=OrganisationFactory())
    text = "\n".join(f"P{n} Naam{n};p{n}@example.org;Host house\nQ{n};bad{n};Host" for n in range(3))
    actions.read_people(actor=house.facilitator, beginning=house.concept, text=text)
    for name, most in (("new_organisations", 24), ("new_people", 30), ("new_how", 26)):
        with django_assert_max_num_queries(most):
            client.get(address_of(f"networks:{name}", house))


def test_a_concept_is_thrown_away(house, sign_in):
    sign_in(house.facilitator).post(address_of("networks:new_discard", house))
    assert not Beginning.objects.filter(pk=house.concept.pk).exists()
    assert Organisation.objects.filter(pk=house.organisation.pk).exists()
