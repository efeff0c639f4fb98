"""An organisation that is missing is added by whoever needs it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from community.journal.models import Entry
from community.organisations.making.actions import check_organisation, propose_organisation
from community.organisations.making.names import short_name
from community.organisations.making.queries import look_alikes
from community.organisations.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
NEW = {"name": "Buurthuis De Sluis", "municipality": "Lokeren", "kind": "movement"}


def test_it_is_there_at_once_and_waits_for_staff(house):
    made = propose_organisation(actor=house.member, **NEW)
    assert (made.slug, made.short_name, made.partner_class) == (
        "buurthuis-de-sluis",
        "Buurthuis De",
        "civil_society",
    )
    assert (made.checked_at, made.proposed_by, made.public) == (None, house.member, False)
    assert Entry.objects.filter(verb="organisations.proposed", about_id=made.pk, actor=house.member).exists()
    assert check_organisation(actor=house.staff, organisation=made).checked_at
    assert propose_organisation(
        actor=house.staff, name="Tweede", municipality="Gent", kind="company"
    ).checked_at


@pytest.mark.parametrize("typed", ["buurthuis de sluis", " Buurthuis  de Sluis. ", "BUURTHUIS DE SLÚIS"])
def test_the_same_name_in_the_same_town_is_given_back(typed, house):
    made = propose_organisation(actor=house.member, **NEW)
    assert propose_organisation(actor=house.facilitator, **NEW | {"name": typed}) == made
    other = propose_organisation(actor=house.member, **NEW | {"municipality": "Gent"})
    assert (other.slug, Organisation.objects.filter(name=NEW["name"]).count()) == (
        "buurthuis-de-sluis-gent",
        2,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"), ({"name": "!?"}, "name"), ({"name": "x" * 121}, "name"), ({"name": "\x00"}, "name"),
        ({"municipality": ""}, "municipality"), ({"municipality": "x" * 10_000}, "municipality"),
        ({"kind": "circus"}, "kind"), ({"kind": ""}, "kind"),
    ],
)  # fmt: skip
def test_what_is_no_organisation_is_refused_by_field(wrong, field, house):
    with pytest.raises(ValidationError) as refused:
        propose_organisation(actor=house.member, **NEW | wrong)
    assert field in refused.value.message_dict


def test_fifty_at_most_wait_for_a_check(house):
    for number in range(50):
        OrganisationFactory(name=f"Vol {number}", proposed_by=house.member, checked_at=None)
    with pytest.raises(ValidationError):
        propose_organisation(actor=house.member, **NEW)
    with pytest.raises(PermissionDenied):
        propose_organisation(actor=house.deactivated, **NEW)


def test_an_address_is_never_one_of_the_house(house):
    assert propose_organisation(actor=house.member, **NEW | {"name": "Marks"}).slug == "marks-lokeren"
    assert propose_organisation(actor=house.member, **NEW | {"name": "山田"}).slug == "organisatie"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kinderopvang De Zandloper vzw", "De Zandloper"), ("Hogeschool Scheldeland", "Scheldeland"),
        ("OCMW", "OCMW"), ("Metaalwerken Rijkhout nv", "Metaalwerken"), ("A" * 30, "A" * 14), ("vzw", "vzw"),
    ],
)  # fmt: skip
def test_a_short_name_keeps_the_words_that_tell(name, short):
    assert short_name(name) == short


def test_look_alikes_share_the_telling_words(db):
    names = ["Kinderopvang De Zandloper vzw", "Zandloper BV", "De Wolkenboot", "Basisschool De Zandlopers"]
    for name in names:
        OrganisationFactory(name=name, municipality="Gent" if "vzw" in name else "Aalst")
    assert [one.name for one in look_alikes("zandloper", "Gent")] == [names[0], names[3], names[1]]
    assert [one.name for one in look_alikes("De Wolkenboot vzw")] == ["De Wolkenboot"]
    assert look_alikes("") == look_alikes("Iets heel anders") == []
