"""Where somebody works is said by themselves and confirmed by who knows them there."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from community.notifications.models import Notification
from community.organisations.models import Affiliation, Claim
from community.organisations.working import actions
from community.organisations.working.confirming import asked_about
from community.organisations.working.jobs import begin_confirmed_work
from community.organisations.working.queries import claims_for
from community.organisations.working.rules import may_answer_claim
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def contact(house):
    person = UserFactory(name="Ilse Fabel")
    Affiliation.objects.create(
        person=person, organisation=house.organisation, role="primary_contact", since=TODAY()
    )
    return person


@pytest.fixture
def claim(house, contact):
    return actions.claim_work(actor=house.outsider, organisation=house.organisation, work="coach")


def heard(person) -> list[str]:
    return [
        one.kind for one in Notification.objects.filter(recipient=person, kind__startswith="organisations/")
    ]


def test_until_it_is_confirmed_nobody_works_there(house, contact, claim):
    assert not house.outsider.affiliations.exists()
    assert User.objects.get(pk=house.outsider.pk).works_at == ""
    assert heard(contact) == ["organisations/claimed"]
    assert heard(house.facilitator) == [], "who acts for it is asked first"


def test_confirmed_it_stands_beside_the_name(house, contact, claim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.answer_claim(actor=contact, claim=claim, confirms=True)
    work = house.outsider.affiliations.get()
    assert (work.work, work.role, work.confirmed_by, work.until) == ("coach", "staff", contact, None)
    assert User.objects.get(pk=house.outsider.pk).works_at == house.organisation.name
    assert heard(house.outsider) == ["organisations/answered"]
    assert not Notification.objects.unread().filter(recipient=contact).exists()


def test_refused_it_says_why_and_another_one_can_be_asked(house, contact, claim, sign_in):
    actions.answer_claim(actor=contact, claim=claim, confirms=False, words="Bel me even")
    page = sign_in(house.outsider).get(reverse("organisations:work")).content.decode()
    assert "Ilse Fabel herkent je daar niet" in page
    assert "Bel me even" in page
    assert not house.outsider.affiliations.exists()
    actions.claim_work(actor=house.outsider, organisation=house.organisation)
    assert Claim.objects.waiting().count() == 1


def test_the_second_answer_changes_nothing_and_says_who_was_first(house, contact, claim, sign_in):
    actions.answer_claim(actor=contact, claim=claim, confirms=True)
    url = reverse("organisations:answer_claim", args=[claim.pk])
    page = sign_in(house.facilitator).post(url, {"do": "refuse"}, follow=True).content.decode()
    assert "Ilse Fabel antwoordde hier al op." in page
    assert Claim.objects.get().status == "confirmed"


def test_saying_it_twice_asks_nobody_twice(house, contact, claim):
    again = actions.claim_work(actor=house.outsider, organisation=house.organisation, work="directeur")
    assert (again.pk, again.work) == (claim.pk, "directeur")
    assert heard(contact) == ["organisations/claimed"]
    actions.answer_claim(actor=contact, claim=claim, confirms=True)
    with pytest.raises(ValidationError) as refused:
        actions.claim_work(actor=house.outsider, organisation=house.organisation)
    assert list(refused.value.message_dict) == ["organisation"]


def test_what_begins_later_becomes_so_on_its_day(house, contact):
    later = TODAY() + timedelta(days=3)
    claim = actions.claim_work(actor=house.outsider, organisation=house.organisation, since=later)
    actions.answer_claim(actor=contact, claim=claim, confirms=True)
    assert begin_confirmed_work.call() == 0
    assert not house.outsider.affiliations.exists()
    Claim.objects.update(since=TODAY())
    assert [begin_confirmed_work.call() for _time in "12"] == [1, 0]
    assert house.outsider.affiliations.get().organisation == house.organisation


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("contact", True),
        ("facilitator", True),
        ("staff", True),
        ("outsider", False),
        ("member", False),
        ("other_facilitator", False),
        ("visitor", False),
        ("colleague", False),
    ],
)
def test_who_confirms(who, may, house, contact, claim):
    colleague = UserFactory()
    Affiliation.objects.create(person=colleague, organisation=house.organisation, since=TODAY())
    people = {"contact": contact, "colleague": colleague}
    person = people.get(who) or house.user(who)
    assert may_answer_claim(person, claim) is may
    if who != "visitor":
        assert (claim in claims_for(person)) is may


def test_who_is_asked_when_nobody_acts_for_it(house):
    assert list(asked_about(house.organisation, house.outsider)) == [house.facilitator]
    alone = OrganisationFactory()
    assert {person.is_staff for person in asked_about(alone, house.outsider)} == {True}


def test_a_wrong_choice_is_taken_back(house, contact, claim, sign_in):
    url = reverse("organisations:withdraw_claim", args=[claim.pk])
    assert sign_in(house.member).post(url).status_code == 404
    sign_in(house.outsider).post(url)
    assert Claim.objects.get().status == "withdrawn"
    assert claims_for(contact) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"organisation": "Nergens"}, "organisation"),
        ({"work": "x" * 10_000}, "work"),
        ({"since": "31-02-2026"}, "since"),
        ({"since": "1 januari 1800"}, "since"),
        ({"since": "\x00"}, "since"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(wrong, field, house, sign_in):
    words = {"organisation": "Host house, Gent", "work": "kok", "since": ""} | wrong
    page = sign_in(house.outsider).post(reverse("organisations:work"), words)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not Claim.objects.exists()


def test_the_way_through_the_screens(house, contact, sign_in):
    words = {"organisation": "host house", "work": "kok", "since": "1 september 2026"}
    page = sign_in(house.outsider).post(reverse("organisations:work"), words, follow=True).content.decode()
    assert "Ilse Fabel kan bevestigen dat je er werkt." in page
    assert "nog te bevestigen" in page
    client = sign_in(contact)
    assert "Outsider" in client.get(reverse("organisations:claims")).content.decode()
    assert "Outsider zegt te werken bij Host house" in client.get(reverse("home:today")).content.decode()
    client.post(reverse("organisations:answer_claim", args=[Claim.objects.get().pk]), {"do": "confirm"})
    assert (
        "bevestigd door Ilse Fabel"
        in sign_in(house.outsider).get(reverse("organisations:work")).content.decode()
    )


@pytest.mark.parametrize("many", [1, 3])
def test_both_pages_ask_the_same_for_one_as_for_many(many, house, sign_in, django_assert_max_num_queries):
    for _number in range(many):
        Affiliation.objects.create(
            person=house.staff, organisation=OrganisationFactory(), since=TODAY(), confirmed_by=house.member
        )
        actions.claim_work(actor=house.staff, organisation=OrganisationFactory())
        actions.claim_work(actor=UserFactory(), organisation=OrganisationFactory())
    client = sign_in(house.staff)
    for name in ("organisations:work", "organisations:claims"):
        client.get(reverse(name))
        with django_assert_max_num_queries(7):
            client.get(reverse(name))


def test_nobody_confirms_themselves(house):
    own = actions.claim_work(actor=house.staff, organisation=house.organisation)
    assert not may_answer_claim(house.staff, own)
    assert own not in claims_for(house.staff)
