"""Adding an organisation on a screen, and staff looking at it."""

import pytest

from community.organisations.making.actions import propose_organisation
from community.organisations.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
NEW = "/organisations/new/"
SAID = {"name": "Buurthuis De Sluis", "municipality": "Lokeren", "kind": "movement"}


def test_a_name_a_town_and_a_kind_are_enough(house, sign_in):
    client = sign_in(house.member)
    answer = client.post(NEW, SAID | {"domains": "buurt, Buitenspel", "number": "0999999922"})
    assert answer["Location"] == "/organisations/buurthuis-de-sluis/"
    made = Organisation.objects.get(slug="buurthuis-de-sluis")
    assert ([str(one) for one in made.domains.all()], made.number) == (
        ["Buitenspel", "buurt"],
        "0999.999.922",
    )
    page = client.get(answer["Location"]).text
    assert "Een lid heeft deze organisatie toegevoegd" in page
    assert client.get(f"{answer['Location']}edit/").status_code == 200
    assert sign_in(house.outsider).get(f"{answer['Location']}edit/").status_code == 404


def test_what_looks_like_it_is_shown_before(house, sign_in):
    client = sign_in(house.member)
    there = OrganisationFactory(name="De Sluis vzw", municipality="Lokeren")
    asked = client.post(NEW, SAID)
    assert asked.status_code == 422
    assert there.get_absolute_url() in asked.text
    assert 'value="Buurthuis De Sluis"' in asked.text
    assert client.post(NEW, SAID | {"anyway": "1"}).status_code == 302
    assert client.post(NEW, SAID | {"anyway": "1"})["Location"] == "/organisations/buurthuis-de-sluis/"
    assert Organisation.objects.filter(name=SAID["name"]).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"number": "0999.999.923"}, "number", "Dit nummer klopt niet"), ({"number": "12"}, "number", "tien cijfers"),
        ({"kind": "circus"}, "kind", ""), ({"name": ""}, "name", ""), ({"name": "!?"}, "name", "Vul de naam"),
        ({"name": "x" * 10_000}, "name", ""), ({"municipality": "\x00"}, "municipality", ""),
        ({"domains": ",".join(map(str, range(9)))}, "domains", "hoogstens 8"), ({"domains": "x" * 61}, "domains", "60"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(wrong, field, words, house, sign_in):
    answer = sign_in(house.member).post(NEW, SAID | {"anyway": "1"} | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in answer.text
    assert not Organisation.objects.filter(municipality="Lokeren").exists()


def test_staff_look_at_what_waits(house, sign_in):
    made = propose_organisation(actor=house.member, **SAID)
    OrganisationFactory(name="De Sluis vzw", municipality="Lokeren")
    staff = sign_in(house.staff)
    assert "De Sluis vzw" in staff.get("/organisations/waiting/").text
    for _ in range(2):
        assert staff.post(f"/organisations/{made.slug}/check/")["Location"] == "/organisations/waiting/"
    made.refresh_from_db()
    assert made.checked_at
    assert "Er wacht niets" in staff.get("/organisations/waiting/").text
    assert sign_in(house.member).post(f"/organisations/{made.slug}/check/").status_code == 404


def test_a_facilitator_keeps_the_page_of_a_member_of_the_network(house, sign_in):
    client = sign_in(house.facilitator)
    page = {
        "name": "Host house", "short_name": "Host", "municipality": "Gent", "kind": "public_body",
        "partner_class": "government", "level": "local", "number": "", "domains": "zorg", "story": "Wij", "public": "on",
    }  # fmt: skip
    assert client.post("/organisations/host-house/edit/", page).status_code == 302
    house.organisation.refresh_from_db()
    assert (house.organisation.level, house.organisation.public) == ("local", True)
    assert (
        client.post("/organisations/host-house/edit/", page | {"partner_class": "private"}).status_code == 302
    )
    house.organisation.refresh_from_db()
    assert house.organisation.level == ""
    assert sign_in(house.other_facilitator).get("/organisations/host-house/edit/").status_code == 404
