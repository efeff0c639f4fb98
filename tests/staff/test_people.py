"""One person, as staff look after them."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from community.members.rules import may_manage_account
from community.networks.rules import may_start
from community.organisations.models import Affiliation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ANNA = {"name": "Anna Nieuw", "email": "anna@example.org", "organisation": "", "role": "staff", "words": ""}


@pytest.fixture
def helper(house):
    """Staff, and no administrator."""
    return UserFactory(name="Hulp", is_staff=True, last_login=timezone.now())


def test_who_is_invited_has_an_account_work_and_a_mail(
    house, helper, sign_in, django_capture_on_commit_callbacks
):
    words = ANNA | {
        "organisation": "host house, gent",
        "role": "host_contact",
        "words": "Fijn dat je <b>meedoet</b>",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(helper).post(reverse("staff:invite"), words)
    anna = User.objects.get(email="anna@example.org")
    assert response["Location"] == reverse("staff:person", args=[anna.pk])
    assert (anna.works_at, anna.is_staff) == ("Host house", False)
    [sent] = [one for one in mail.outbox if one.to == ["anna@example.org"]]
    assert "Hulp" in sent.subject
    assert "Fijn dat je <b>meedoet</b>" in sent.body
    assert "<b>meedoet" not in sent.alternatives[0][0]
    assert reverse("account_login") in sent.body


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\x00"}, "name"),
        ({"email": "geen"}, "email"),
        ({"email": "MEMBER@example.org"}, "email"),
        ({"organisation": "Nergens"}, "organisation"),
        ({"organisation": "\x00" * 20 + "zz"}, "organisation"),
        ({"organisation": "house"}, "organisation"),
        ({"organisation": "x" * 10_000}, "organisation"),
        ({"words": "x" * 10_000}, "words"),
        ({"role": "koning"}, "role"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(wrong, field, house, helper, sign_in):
    User.objects.filter(pk=house.member.pk).update(email="member@example.org")
    page = sign_in(helper).post(reverse("staff:invite"), ANNA | {"words": "Welkom"} | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not User.objects.filter(email="anna@example.org").exists()
    assert "Welkom" in page.content.decode() or "words" in wrong


def test_who_never_came_is_mailed_again_and_who_came_is_not(house, helper, sign_in):
    client, url = sign_in(helper), reverse("staff:account", args=[house.member.pk])
    User.objects.filter(pk=house.member.pk).update(last_login=None)
    assert client.post(url, {"do": "invite"}).status_code == 302
    User.objects.filter(pk=house.member.pk).update(last_login=timezone.now())
    assert client.post(url, {"do": "invite"}).status_code == 403


def test_an_account_is_closed_and_opened(house, helper, sign_in):
    client, url = sign_in(helper), reverse("staff:account", args=[house.member.pk])
    client.post(url, {"do": "close"})
    assert not User.objects.get(pk=house.member.pk).is_active
    assert (
        "Open het account weer"
        in client.get(reverse("staff:person", args=[house.member.pk])).content.decode()
    )
    client.post(url, {"do": "open"})
    assert User.objects.get(pk=house.member.pk).is_active


def test_somebody_starts_networks_from_now_on_and_no_longer(house, helper, sign_in):
    client, url = sign_in(helper), reverse("staff:account", args=[house.member.pk])
    client.post(url, {"do": "allow"})
    assert may_start(User.objects.get(pk=house.member.pk))
    client.post(url, {"do": "ask"})
    assert not may_start(User.objects.get(pk=house.member.pk))


@pytest.mark.parametrize("do", ["", "throw away", "close"])
def test_nobody_does_something_else_or_closes_themselves(do, house, helper, sign_in):
    person = helper if do == "close" else house.member
    assert sign_in(helper).post(reverse("staff:account", args=[person.pk]), {"do": do}).status_code == 403
    assert User.objects.get(pk=person.pk).is_active


def test_only_administrators_give_rights(house, helper, sign_in):
    url = reverse("staff:rights", args=[house.member.pk])
    assert sign_in(helper).post(url, {"is_staff": "on"}).status_code == 403
    assert sign_in(house.staff).post(url, {"is_staff": "on"}).status_code == 302
    assert User.objects.get(pk=house.member.pk).is_staff
    sign_in(house.staff).post(url, {})
    assert not User.objects.get(pk=house.member.pk).is_staff


def test_a_person_gets_work(house, helper, sign_in):
    url = reverse("staff:work", args=[house.member.pk])
    page = sign_in(helper).post(url, {"organisation": "Nergens", "role": "staff"})
    assert (page.status_code, list(page.context["work_form"].errors)) == (422, ["organisation"])
    sign_in(helper).post(url, {"organisation": "Host house, Gent", "role": "primary_contact"})
    work = Affiliation.objects.get(person=house.member)
    assert (work.organisation, work.role, work.until) == (house.organisation, "primary_contact", None)


@pytest.mark.parametrize(
    ("actor", "person", "may"),
    [
        ("helper", "member", True),
        ("helper", "other", False),
        ("helper", "boss", False),
        ("boss", "other", True),
        ("boss", "boss", True),
        ("member", "member", False),
        ("member", "helper", False),
        ("gone", "member", False),
    ],
)
def test_who_looks_after_whose_account(actor, person, may, house):
    people = {
        "helper": UserFactory(is_staff=True),
        "other": UserFactory(is_staff=True),
        "boss": UserFactory(is_staff=True, is_superuser=True),
        "gone": UserFactory(is_staff=True, is_superuser=True, is_active=False),
        "member": house.member,
    }
    assert may_manage_account(people[actor], people[person]) is may


@pytest.mark.parametrize("many", [1, 3])
def test_a_person_asks_the_same_for_one_network_as_for_many(
    many, house, sign_in, django_assert_max_num_queries
):
    from tests.factories import OrganisationFactory, ParticipantFactory

    for _number in range(many):
        ParticipantFactory(user=house.member)
        Affiliation.objects.create(
            person=house.member, organisation=OrganisationFactory(), since=timezone.localdate()
        )
    client, url = sign_in(house.staff), reverse("staff:person", args=[house.member.pk])
    client.get(url)
    with django_assert_max_num_queries(10):
        client.get(url)
