"""A change of work: what stays with the organisation is passed on after the last day, and nothing is lost."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from community.networks import actions as networks
from community.networks.models import Participant, Signature
from community.notifications.models import Notification
from community.organisations.models import Affiliation, Departure
from community.organisations.working import actions
from community.organisations.working.actions_leaving import carry_out, change_work, stay_after_all
from community.organisations.working.jobs import begin_confirmed_work, part_with_work
from community.organisations.working.staying import stays_of
from events.minutes.actions import agree_action
from events.models import ActionPoint
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def work(house):
    """The member works at the host house, where a colleague works too and Ilse acts for it."""
    networks.sign_agreement(actor=house.member, agreement=house.agreement)
    own = Affiliation.objects.create(
        person=house.member, organisation=house.organisation, since=TODAY() - timedelta(days=400)
    )
    for name, role in (("Joke Duimpje", "staff"), ("Ilse Fabel", "primary_contact")):
        Affiliation.objects.create(
            person=UserFactory(name=name), organisation=house.organisation, role=role, since=TODAY()
        )
    ActionPoint.objects.update(organisation=house.organisation)
    return own


@pytest.fixture
def joke(work):
    return User.objects.get(name="Joke Duimpje")


def keys(work) -> dict[str, str]:
    """By the beginning of the key: the keys of what asks for a successor."""
    return {one.key.split("-")[0]: one.key for one in stays_of(work.person, work.organisation) if one.asks}


def plan(work, heir=None, days=9, **more):
    successors = dict.fromkeys(keys(work).values(), heir)
    return change_work(
        actor=work.person,
        affiliation=work,
        last_day=TODAY() + timedelta(days=days),
        successors=successors,
        **more,
    )


def test_the_page_says_what_stays(house, work):
    said = {one.title: (one.asks, one.note) for one in stays_of(work.person, work.organisation)}
    name = house.network.name
    assert said[f"Plaats in {name}"] == (True, "")
    assert said[f"Handtekening onder de werkafspraken van {name}"] == (False, "blijft geldig")
    assert [title for title in said if title.startswith("1 actie")]
    assert [title for title in said if title.startswith("Gastheer op")]


def test_nothing_happens_before_the_last_day_is_over(work, joke):
    departure = plan(work, joke, days=0)
    assert part_with_work.call() == 0
    work.refresh_from_db()
    assert (work.until, departure.done_at) == (None, None)


def test_after_it_what_stays_goes_to_its_successors(house, work, joke):
    plan(work, joke, days=2)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert [part_with_work.call() for _time in "12"] == [1, 0]
    work.refresh_from_db()
    assert work.until == TODAY() + timedelta(days=3)
    heir = house.network.participants.active().get(user=joke)
    assert (heir.organisation, heir.role) == (house.organisation, "member")
    assert not house.network.participants.active().filter(user=house.member).exists()
    assert ActionPoint.objects.get(pk=house.action.pk).person == joke
    assert Signature.objects.filter(organisation=house.organisation).count() == 1
    assert User.objects.get(pk=house.member.pk).works_at == ""
    assert "organisations/left" in Notification.objects.filter(recipient=joke).values_list("kind", flat=True)


def test_without_a_successor_the_organisation_keeps_it(house, work):
    carry_out(plan(work))
    action = ActionPoint.objects.get(pk=house.action.pk)
    assert (action.person, action.organisation) == (None, house.organisation)
    told = Notification.objects.filter(kind="organisations/left").values_list("recipient__name", flat=True)
    assert set(told) == {"Ilse Fabel", "Facilitator"}


def test_who_goes_to_another_member_keeps_their_place(house, work, joke):
    other = OrganisationFactory()
    networks.add_member_organisation(actor=house.facilitator, network=house.network, organisation=other)
    departure = plan(work, joke, days=1, organisation=other)
    claim = house.member.work_claims.get()
    assert claim.since == TODAY() + timedelta(days=2)
    actions.answer_claim(actor=house.facilitator, claim=claim, confirms=True)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert (begin_confirmed_work.call(), part_with_work.call()) == (1, 1)
    part = house.network.participants.active().get(user=house.member)
    assert part.organisation == other
    assert User.objects.get(pk=house.member.pk).works_at == other.name
    assert departure.affiliation.organisation == house.organisation


def test_a_facilitator_stays_one(house, work):
    Participant.objects.filter(user=house.member).update(role="facilitator")
    assert "networks:seat" not in keys(work)
    carry_out(plan(work))
    part = house.network.participants.active().get(user=house.member)
    assert (part.role, part.organisation) == ("facilitator", None)


def test_until_the_day_all_of_it_can_be_changed_or_left(work, joke):
    plan(work)
    departure = plan(work, joke, days=20)
    assert Departure.objects.count() == 1
    assert set(departure.passes.values_list("successor__name", flat=True)) == {"Joke Duimpje"}
    assert Notification.objects.filter(kind="organisations/leaving", recipient=joke).count() == 1
    plan(work, joke, days=20)
    assert Notification.objects.filter(kind="organisations/leaving", recipient=joke).count() == 1
    stay_after_all(actor=work.person, affiliation=work)
    assert not Departure.objects.exists()


def test_a_last_day_that_is_past_happens_at_once(work, joke):
    plan(work, joke, days=-1)
    work.refresh_from_db()
    assert work.until == TODAY()


def test_a_successor_who_is_gone_on_the_day_gets_nothing(house, work, joke):
    departure = plan(work, joke)
    Affiliation.objects.filter(person=joke).update(until=TODAY())
    carry_out(departure)
    assert not house.network.participants.active().filter(user=joke).exists()
    assert ActionPoint.objects.get(pk=house.action.pk).person is None


def test_what_came_in_between_is_passed_on_too(house, work):
    departure = plan(work)
    new = agree_action(
        actor=house.facilitator, meeting=house.held, text="Nieuw", person=house.member, client_id=uuid.uuid4()
    )
    ActionPoint.objects.filter(pk=new.pk).update(organisation=house.organisation)
    carry_out(departure)
    assert ActionPoint.objects.get(pk=new.pk).person is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days": -500}, "last_day"),
        ({"days": 800}, "last_day"),
        ({"organisation": "own"}, "organisation"),
        ({"heir": "outsider"}, "networks:seat"),
    ],
)
def test_what_cannot_be_is_refused_by_field(more, field, house, work):
    more = dict(more)
    if more.get("organisation"):
        more["organisation"] = work.organisation
    if more.get("heir"):
        more["heir"] = house.outsider
    with pytest.raises(ValidationError) as refused:
        plan(work, **more)
    assert [key.split("-")[0] for key in refused.value.message_dict] == [field]
    assert not Departure.objects.exists()


class TestScreens:
    def url(self, work):
        return reverse("organisations:leave", args=[work.pk])

    def test_it_is_only_for_who_works_there(self, house, work, sign_in):
        for persona, status in (("member", 200), ("facilitator", 404), ("staff", 404), ("outsider", 404)):
            assert sign_in(house.who(persona)).get(self.url(work)).status_code == status
        assert sign_in(None).get(self.url(work)).status_code == 302

    def test_the_way_through(self, house, work, joke, sign_in):
        client = sign_in(house.member)
        page = client.get(self.url(work)).content.decode()
        assert "Ilse kiest later" in page
        sent = {"last_day": "31 december 2026", "organisation": "Other house", "work": "gids"}
        sent |= {f"successor_{number}": joke.pk for number in range(len(keys(work)))}
        response = client.post(self.url(work), sent)
        assert response["Location"] == reverse("organisations:work")
        page = client.get(reverse("organisations:work")).content.decode()
        assert "laatste werkdag" in page
        assert "Other house" in page
        assert f'value="{joke.pk}" selected' in client.get(self.url(work)).content.decode()
        client.post(reverse("organisations:stay", args=[work.pk]))
        assert not Departure.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"last_day": ""}, "last_day"),
            ({"last_day": "31 februari"}, "last_day"),
            ({"last_day": "1 januari 1990"}, "last_day"),
            ({"organisation": "Nergens"}, "organisation"),
            ({"organisation": "Host house"}, "organisation"),
            ({"work": "x" * 10_000}, "work"),
            ({"successor_0": "999999"}, "successor_0"),
            ({"successor_0": "\x00"}, "successor_0"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, wrong, field, house, work, sign_in):
        sent = {"last_day": "31 december 2026", "organisation": "", "work": "gids"} | wrong
        page = sign_in(house.member).post(self.url(work), sent)
        assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
        assert page.content.decode().count("data-errors") == 1
        assert not Departure.objects.exists()
