"""The first account: made from the server, before anybody can sign in."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from community.journal.models import Entry
from community.members.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
GOOD = "een-brug-van-hout-27"


@pytest.fixture(autouse=True)
def no_password(monkeypatch):
    monkeypatch.delenv("VONDER_ADMIN_PASSWORD", raising=False)


def make(email="Joris@Example.org", name="Joris Verdicht"):
    call_command("create_admin", email=email, name=name)


def test_it_may_do_everything_and_comes_in_with_its_password(monkeypatch, capsys):
    monkeypatch.setenv("VONDER_ADMIN_PASSWORD", GOOD)
    make()
    assert "Joris Verdicht (joris@example.org) is administrator." in capsys.readouterr().out
    joris = User.objects.get()
    assert (joris.is_staff, joris.is_superuser, joris.is_active, joris.handle) == (
        True,
        True,
        True,
        "joris-verdicht",
    )
    assert EmailAddress.objects.get(user=joris).verified
    assert Entry.objects.get(verb="members.administrator_made").actor is None
    client = Client()
    client.post(reverse("account_login"), {"login": "joris@example.org", "password": GOOD})
    assert client.get(reverse("staff:home")).status_code == 200


def test_a_second_time_changes_nothing(monkeypatch, capsys):
    make()
    monkeypatch.setenv("VONDER_ADMIN_PASSWORD", GOOD)
    make(name="Iemand anders")
    joris = User.objects.get()
    assert (joris.name, joris.has_usable_password()) == ("Joris Verdicht", False)
    assert "nothing changed" in capsys.readouterr().out
    assert Entry.objects.filter(verb="members.administrator_made").count() == 1


def test_an_account_that_is_there_gets_the_rights_and_keeps_its_password():
    person = UserFactory(email="joris@example.org", name="Joris", is_active=False)
    person.set_password(GOOD)
    person.save()
    make()
    person.refresh_from_db()
    assert (person.name, person.is_superuser, person.is_active) == ("Joris", True, True)
    assert person.check_password(GOOD)


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        ("", "Joris", ""),
        ("geen", "Joris", ""),
        ("jo ris@example.org", "Joris", ""),
        ("joris@example.org", "", ""),
        ("joris@example.org", "\x00", ""),
        ("joris@example.org", "x" * 10_000, ""),
        ("joris@example.org", "Joris", "kort"),
        ("joris@example.org", "Joris", "password1234"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(email, name, password, monkeypatch):
    monkeypatch.setenv("VONDER_ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        make(email, name)
    assert not User.objects.exists()
