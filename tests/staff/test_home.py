"""The home of staff: what waits for a person, what there is, and how little it asks of the database."""

import pytest
from django.urls import reverse

from community.networks.models import Beginning
from community.notifications.models import OutgoingMail
from community.staff.overview.waiting import waiting
from community.staff.ways import ways_to_make
from tests.factories import NetworkFactory, OrganisationFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def bounce(email):
    OutgoingMail.objects.create(
        to=email, audience="public", subject="x", text="x", status=OutgoingMail.Status.FAILED
    )


def test_a_request_and_a_bounced_invitation_wait(house):
    before = {one.url for one in waiting()}
    assert reverse("staff:requests") in before
    bounce(house.invitation.email)
    found = waiting()
    assert {one.url for one in found} - before == {reverse("staff:invitations")}
    assert house.invitation.email in next(one for one in found if one.icon == "mail").facts[0]


def test_what_arrived_later_waits_no_more(house):
    bounce(house.invitation.email)
    mail = OutgoingMail.objects.filter(to=house.invitation.email).last()
    OutgoingMail.objects.create(
        to=mail.to, audience="public", subject="x", text="x", status=OutgoingMail.Status.SENT
    )
    assert "mail" not in [one.icon for one in waiting()]


def test_a_proposal_and_what_somebody_added_wait_for_staff(house):
    before = {one.url for one in waiting()}
    Beginning.objects.create(
        owner=house.member, name="Taal", purpose="Hoe?", status=Beginning.Status.PROPOSED
    )
    OrganisationFactory(checked_at=None)
    new = [one for one in waiting() if one.url not in before]
    proposal = Beginning.objects.get(name="Taal")
    assert {one.url for one in new} == {
        reverse("networks:proposal", args=[proposal.pk]),
        reverse("organisations:waiting"),
    }
    assert "Taal" in next(one.title for one in new if one.icon == "net")


def test_nothing_waits(sign_in):
    page = sign_in(UserFactory(is_staff=True)).get(reverse("staff:home")).content.decode()
    assert "Niets wacht op jullie." in page


def test_who_says_where_they_work_waits_in_the_demo_world(world, sign_in):
    page = sign_in(world.people["P04"]).get(reverse("staff:home"))
    assert ("home", reverse("organisations:claims")) in [(one.icon, one.url) for one in page.context["asks"]]


def test_every_kind_says_how_many_and_how_to_make_one(house, sign_in):
    page = sign_in(house.staff).get(reverse("staff:home"))
    haves = {have.kind.key: have for have in page.context["haves"]}
    assert haves["networks"].count == 2
    assert haves["organisations"].count == 2
    assert haves["people"].count == 10
    assert haves["boards"].count == 2
    assert {"people", "boards", "meetings"} <= set(ways_to_make())
    for way in ways_to_make().values():
        assert way.url in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_home_asks_the_same_for_one_as_for_many(many, house, sign_in, django_assert_max_num_queries):
    for number in range(many):
        network = NetworkFactory()
        ParticipantFactory(network=network, role="facilitator")
        OrganisationFactory()
        UserFactory(email=f"extra{number}@example.org")
    client = sign_in(house.staff)
    client.get(reverse("staff:home"))
    with django_assert_max_num_queries(22):
        client.get(reverse("staff:home"))


def test_only_staff_have_it_in_their_rail(house, sign_in):
    url = reverse("staff:home")
    assert f'href="{url}"' in sign_in(house.staff).get(reverse("home:more")).content.decode()
    assert f'href="{url}"' not in sign_in(house.facilitator).get(reverse("home:more")).content.decode()


def test_who_is_no_staff_reads_our_words(house, sign_in):
    page = sign_in(house.member).get(reverse("staff:home"))
    assert page.status_code == 403
    assert "Hier komt alleen wie Vonder beheert" in page.content.decode()


@pytest.mark.parametrize(
    ("words", "seen"), [("member@", "Member"), ("Host house", "Host house"), ("Ander netw", "Ander netwerk")]
)
def test_finding_by_name_or_address(words, seen, house, sign_in):
    house.member.email = "member@example.org"
    house.member.save()
    page = sign_in(house.staff).get(reverse("staff:find"), {"q": words})
    assert seen in [str(row) for _kind, lines in page.context["groups"] for row, _facts, _to in lines]


def test_an_address_that_bounced_is_found_too(house, sign_in):
    bounce(house.invitation.email)
    page = sign_in(house.staff).get(reverse("staff:find"), {"q": house.invitation.email})
    assert list(page.context["invitations"]) == [house.invitation]


def test_a_request_names_who_may_answer(house, sign_in):
    page = sign_in(house.staff).get(reverse("staff:requests")).content.decode()
    assert house.applicant.name in page
    assert house.facilitator.name in page
    assert "Graag" not in page, "what somebody wrote is for the facilitators"


def test_the_door_is_the_rule(house):
    from community.staff.rules import may_enter

    table = {name: may_enter(house.user(name)) for name in (*house.INSIDE, *house.OUTSIDE)}
    assert {name for name, may in table.items() if may} == {"staff"}
    plain = UserFactory(is_staff=True)
    assert may_enter(plain)
    plain.is_active = False
    assert not may_enter(plain)
