"""The languages people say they speak, by whatever name they are called."""

import pytest
from django import forms
from django.urls import reverse
from django.utils.translation import override

from community.members import languages
from community.members.actions import change_profile
from community.members.forms import LanguagesField, spoken_by
from community.networks.actions import add_participant
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db


def speak(person, *codes):
    change_profile(actor=person, user_fields={}, profile_fields={}, languages=codes)


@pytest.mark.parametrize("name", ["Pools", "pools", "Polish", "polski", "PL", "  Pools "])
def test_a_language_goes_by_its_names(name):
    assert languages.code_called(name) == "pl"


def test_every_language_that_is_offered_is_known_by_its_own_name_in_both_languages():
    for language in ("nl", "en"):
        with override(language):
            for code in languages.KNOWN:
                assert languages.code_called(languages.name_of(code)) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("Nederlands, Pools en Vlaamse Gebarentaal", ["nl", "pl", "vgt"]),
        ("Turks; Turks / Arabisch", ["tr", "ar"]),
    ],
)
def test_a_list_of_names(text, codes):
    assert LanguagesField().clean(text) == codes


def test_a_name_that_nobody_knows_is_said_back():
    with pytest.raises(forms.ValidationError, match="Klingon"):
        LanguagesField().clean("Nederlands, Klingon")


def test_what_somebody_speaks_is_what_they_said_last():
    person = UserFactory()
    speak(person, "nl", "pl", "xx")
    assert person.profile.languages == ["Nederlands", "Pools"]
    speak(person, "fr", "nl")
    assert sorted(spoken_by(person)) == ["fr", "nl"]
    change_profile(actor=person, user_fields={}, profile_fields={"role": "coach"})
    assert sorted(spoken_by(person)) == ["fr", "nl"]


def test_pools_finds_who_speaks_it_and_nobody_else(house, sign_in):
    reader, speaker, other = UserFactory(), UserFactory(name="Ada"), UserFactory(name="Bea")
    for one in (reader, speaker, other):
        add_participant(actor=house.admin, network=(network := NetworkFactory()), user=one)
        add_participant(actor=house.admin, network=network, user=reader)
    speak(speaker, "pl")
    speak(other, "fr")
    page = sign_in(reader).get(reverse("members:directory"), {"q": "Pools"})
    assert [row.person.name for row in page.context["found"].rows] == ["Ada"]


def test_the_form_says_them_back_and_keeps_what_was_wrong(house, sign_in):
    speak(house.member, "pl", "nl")
    client, address = sign_in(house.member), reverse("members:edit")
    assert 'value="Nederlands, Pools"' in client.get(address).text
    sent = {"name": "Member", "handle": "member", "listed": "networks", "email_visible_to": "me"}
    sent |= {"phone_visible_to": "networks", "languages": "Pools, Klingon"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert 'value="Pools, Klingon"' in answer.text
    assert client.post(address, sent | {"languages": "Turks"}).status_code == 302
    assert spoken_by(house.member) == ["tr"]
