"""Who does what for an organisation, and what happens when its first contact goes (S0-15)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from community.members.actions import deactivate, reactivate
from community.notifications.models import Notification
from community.organisations.actions import affiliate
from community.organisations.contacts.actions import name_contacts
from community.organisations.contacts.queries import acting_first, contacts_of, who_may_be_named
from community.organisations.models import Affiliation, Contact
from community.organisations.rules import may_edit_organisation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/host-house/contacts/"
GONE = "organisations/first_contact_gone"


@pytest.fixture
def colleagues(house):
    made = [UserFactory(name=name) for name in ("Tarik", "Fien", "Geert")]
    for person in made:
        affiliate(actor=house.admin, person=person, organisation=house.organisation)
    return made


@pytest.fixture
def named(house, colleagues):
    tarik, fien, geert = colleagues
    name_contacts(
        actor=house.admin,
        organisation=house.organisation,
        first=tarik,
        deputy=fien,
        host=[tarik],
        finance=[geert],
    )
    return colleagues


def told(person) -> list[str]:
    return list(
        Notification.objects.filter(recipient=person, kind=GONE).values_list("data__deputy", flat=True)
    )


def test_each_role_stands_above_the_name(named, house, sign_in):
    for person in named:
        house.network.participants.create(user=person, organisation=house.organisation)
    said = " ".join(sign_in(house.facilitator).get(house.organisation.get_absolute_url()).text.split())
    for words in ("eerste contact, ontvangt bezoek", "plaatsvervanger", "rekeningen", "Vraag het Tarik"):
        assert words in said
    assert said.index("Tarik") < said.index("Fien") < said.index("Geert")


@pytest.mark.parametrize("how", ["closed", "left", "deleted"])
def test_when_the_first_contact_goes_the_deputy_acts_and_the_facilitators_hear(how, named, house, sign_in):
    tarik, fien, geert = named
    if how == "closed":
        deactivate(actor=house.admin, person=tarik)
    elif how == "deleted":
        tarik.delete()
    else:
        work = Affiliation.objects.get(person=tarik)
        work.until = timezone.localdate()
        work.save()
    assert acting_first(house.organisation) == fien
    assert told(house.facilitator) == told(fien) == ["Fien"]
    assert told(geert) == told(house.other_facilitator) == []
    house.network.participants.create(user=fien, organisation=house.organisation)
    assert (
        "neemt waar als eerste contact"
        in sign_in(house.facilitator).get(house.organisation.get_absolute_url()).text
    )
    line = sign_in(house.facilitator).get("/notifications/").text
    assert "Tarik is niet langer het eerste contact van Host house. Fien neemt voorlopig waar." in line


def test_nothing_is_lost_when_an_account_comes_back(named, house):
    tarik, _fien, _geert = named
    deactivate(actor=house.admin, person=tarik)
    assert not may_edit_organisation(tarik, house.organisation)
    reactivate(actor=house.admin, person=tarik)
    assert acting_first(house.organisation) == tarik


def test_without_a_deputy_the_facilitators_read_that(house, colleagues):
    affiliate(
        actor=house.admin, person=colleagues[0], organisation=house.organisation, role="primary_contact"
    )
    deactivate(actor=house.admin, person=colleagues[0])
    assert told(house.facilitator) == [""]
    deactivate(actor=house.admin, person=colleagues[1])
    assert told(house.facilitator) == [""]


def test_naming_somebody_else_takes_the_role_over(named, house):
    tarik, fien, geert = named
    for _ in range(2):
        name_contacts(actor=tarik, organisation=house.organisation, first=fien, deputy=geert, host=[tarik])
    now = contacts_of(house.organisation)
    assert [now[role] for role in Contact.Role] == [[fien], [geert], [tarik], []]
    roles = dict(Affiliation.objects.current().values_list("person__name", "role"))
    assert roles == {"Tarik": "host_contact", "Fien": "primary_contact", "Geert": "host_contact"}
    name_contacts(actor=fien, organisation=house.organisation, first=None, deputy=None)
    assert not may_edit_organisation(geert, house.organisation)


def test_only_who_works_there_now_gets_a_role(named, house):
    tarik, fien, _geert = named
    Affiliation.objects.filter(person=fien).update(until=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        name_contacts(actor=tarik, organisation=house.organisation, first=fien, deputy=None)
    assert set(refused.value.message_dict) == {"first"}
    with pytest.raises(ValidationError) as refused:
        name_contacts(actor=tarik, organisation=house.organisation, first=tarik, deputy=tarik)
    assert set(refused.value.message_dict) == {"deputy"}
    with pytest.raises(PermissionDenied):
        name_contacts(actor=house.outsider, organisation=house.organisation, first=None, deputy=None)


def test_a_facilitator_learns_no_names_of_people_they_do_not_know(named, house, sign_in):
    secret = UserFactory(name="Verborgen Vera")
    affiliate(actor=house.admin, person=secret, organisation=house.organisation)
    assert secret not in who_may_be_named(house.facilitator, house.organisation)
    page = sign_in(house.facilitator).get(ADDRESS).text
    assert "Verborgen" not in page
    assert "Tarik" in page
    assert secret in who_may_be_named(named[0], house.organisation)


class TestScreen:
    def test_it_is_saved_at_once(self, named, house, sign_in):
        tarik, fien, geert = named
        client = sign_in(tarik)
        answer = client.post(ADDRESS, {"first": geert.pk, "deputy": tarik.pk, "host": [fien.pk, geert.pk]})
        assert answer.status_code == 302
        now = contacts_of(house.organisation)
        assert [now[role] for role in Contact.Role] == [[geert], [tarik], [fien, geert], []]

    @pytest.mark.parametrize(
        ("sent", "field"),
        [({"first": "x"}, "first"), ({"first": 10**30}, "first"), ({"host": ["\x00"]}, "host"), ({"first": "me", "deputy": "me"}, "deputy")],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, sent, field, named, house, sign_in):
        sent = {name: named[0].pk if value == "me" else value for name, value in sent.items()}
        answer = sign_in(named[0]).post(ADDRESS, sent)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert acting_first(house.organisation) == named[0]

    def test_without_anybody_it_says_what_to_do(self, house, sign_in):
        assert "nog niemand" in sign_in(house.staff).get("/organisations/other-house/contacts/").text
