"""An organisation is chosen by typing: what is clear is taken, what fits several is asked about."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from community.organisations.choosing.fields import OrganisationField
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    made = OrganisationField()
    made.user = UserFactory()
    for name, short, town in (
        ("Huis van het Gezin", "Huis", "Wetteren"),
        ("Dienst Gezin & Buurt", "Gezin & Buurt", "Sint-Niklaas"),
        ("De Zandloper", "Zandloper", "Gent"),
        ("De Zandloper", "Zandloper", "Aalst"),
    ):
        OrganisationFactory(name=name, short_name=short, municipality=town)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Huis van het Gezin, Wetteren", "Huis van het Gezin"),
        ("huis van het gezin", "Huis van het Gezin"),
        ("Gezin & Buurt", "Dienst Gezin & Buurt"),
        ("wetteren", "Huis van het Gezin"),
        ("  De Zandloper, aalst ", "De Zandloper"),
    ],
)
def test_what_is_clear_is_taken(typed, meant, field):
    assert field.clean(typed).name == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("gezin", "Er passen er verschillende: Dienst Gezin &amp; Buurt, Sint-Niklaas".replace("&amp;", "&")),
        ("De Zandloper", "Er passen er verschillende: De Zandloper"),
        ("Nergens", "We kennen geen organisatie “Nergens”"),
        ("???", "We kennen geen organisatie “???”"),
    ],
)
def test_what_is_not_clear_is_asked_about(typed, says, field):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert says in refused.value.messages[0]


def test_nothing_is_nothing_where_it_may_be(field):
    field.required = False
    assert field.clean("  ") is None


def test_the_list_under_the_field(field, sign_in):
    page = (
        sign_in(field.user).get(reverse("organisations:options"), {"organisation": "gezin"}).content.decode()
    )
    assert page.count("<option") == 2
    assert 'value="Dienst Gezin &amp; Buurt, Sint-Niklaas"' in page


@pytest.mark.parametrize("junk", ["", "\x00", "x" * 10_000, "%", "\u202e"])
def test_nonsense_finds_nothing(junk, field, sign_in):
    response = sign_in(field.user).get(reverse("organisations:options"), {"organisation": junk})
    assert (response.status_code, b"<option" in response.content) == (200, False)
