"""Pages and mails of an account speak as the rest of the house does."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.notifications import jobs
from community.notifications.models import OutgoingMail
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGES = [
    "account_login", "account_signup", "account_reset_password", "account_change_password", "account_email",
    "account_reauthenticate", "mfa_index", "usersessions_list",
]  # fmt: skip
#: What the libraries say: formal, in English order, or for who makes software.
STRANGE = re.compile(
    r"\b([Uu]w?|alstublieft|[Tt]wee-factor\S*|[Vv]erificatie\S*|[Gg]everifieerd|[Aa]uthenticat\S*|Ongeldige sleutel|"
    r"e-email\S*|IP.adres|[Ss]essies|primaire?|Huidig)\b"
)


@pytest.fixture
def person(db):
    person = UserFactory(email="noor@example.org")
    person.set_password("een-lang-wachtwoord-1")
    person.save()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_no_page_speaks_as_a_library_does(name, signed_in, person, client):
    if signed_in:
        client.post(reverse("account_login"), {"login": person.email, "password": "een-lang-wachtwoord-1"})
    page = client.get(reverse(name), follow=True).text
    main = re.sub(r"<(script|style|kbd).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not STRANGE.findall(main)


def test_no_field_says_its_label_twice_and_a_password_can_be_looked_at(client):
    page = client.get(reverse("account_signup")).text
    assert "placeholder" not in page
    assert page.count("<show-password") == page.count('type="password"') == 1


def test_what_is_wrong_is_said_in_our_words(person, client):
    said = client.post(
        reverse("account_signup"), {"name": "Noor", "email": "n@example.org", "password1": "kort"}
    )
    assert "Dit wachtwoord is te kort. Neem minstens 10 tekens." in said.text
    said = client.post(reverse("account_login"), {"login": person.email, "password": "fout"})
    assert "horen niet bij elkaar" in said.text


def sent(form, **data) -> OutgoingMail:
    """The mail that a visitor gets who fills in this form."""
    Client().post(reverse(form), data)
    return OutgoingMail.objects.latest("pk")


def test_mails_name_neither_an_address_of_a_machine_nor_a_library(person):
    new = {"name": "N", "password1": "een-lang-wachtwoord-1"}
    mails = {
        "sign up": sent("account_signup", **new, email="n@example.org"),
        "has an account": sent("account_signup", **new, email=person.email),
        "code": sent("account_request_login_code", email=person.email),
        "reset": sent("account_reset_password", email=person.email),
        "unknown": sent("account_reset_password", email="x@example.org"),
    }
    subjects = {name: one.subject for name, one in mails.items()}
    assert subjects == {
        "sign up": "Je code voor Vonder",
        "has an account": "Je hebt al een account",
        "code": "Je code om je aan te melden",
        "reset": "Kies een nieuw wachtwoord",
        "unknown": "We kennen dit adres niet",
    }
    for name, one in mails.items():
        text = one.text.replace(settings.SITE_URL, "")
        assert not STRANGE.findall(text), name
        assert "127.0.0.1" not in text.replace("http://testserver", ""), name
        assert text.rstrip().endswith("Niemand leest een antwoord op deze mail."), name
    assert re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mails["sign up"].text, re.MULTILINE)
    assert jobs.deliver.call(mails["code"].pk) == "sent"
    assert mail.outbox[-1].subject == subjects["code"]


def test_the_sign_in_page_says_why_one_is_here_only_when_there_is_a_page_to_go_to(client):
    why = "vraagt wie je bent"
    assert why in client.get(reverse("account_login"), {"next": "/chat/"}).text
    assert why not in client.get(reverse("account_login")).text


def test_the_list_of_sessions_names_this_device(person, client):
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    data = {"login": person.email, "password": "een-lang-wachtwoord-1"}
    client.post(reverse("account_login"), data, headers={"user-agent": agent})
    page = client.get(reverse("usersessions_list")).text
    assert "Firefox, Android" in page
    assert page.count("Dit toestel") == 1
