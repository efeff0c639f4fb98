"""The doors of an account, and what they give away."""

import pytest
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.urls import reverse

from community.members.adapters import LONGEST_WAY_BACK
from community.members.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PASSWORD = "een-lang-wachtwoord-1"


class Counting(ScryptPasswordHasher):
    """Counts what takes its time."""

    hashed = 0

    def encode(self, password, salt, **how):
        Counting.hashed += 1
        return super().encode(password, salt, **how)


@pytest.fixture
def person(db):
    person = UserFactory(email="noor@example.org")
    person.set_password(PASSWORD)
    person.save()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


@pytest.mark.parametrize("email", ["noor@example.org", "niemand@example.org"])
def test_signing_up_hashes_as_much_whoever_has_an_account(email, person, client, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    Counting.hashed = 0
    answer = client.post(
        reverse("account_signup"), {"name": "Noor", "email": email, "password1": "nog-een-lang-woord"}
    )
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_email_verification_sent"))
    assert Counting.hashed == 1
    assert User.objects.filter(email=email).count() == 1


@pytest.mark.parametrize("length", [LONGEST_WAY_BACK, LONGEST_WAY_BACK + 1, 9_000])
def test_a_very_long_way_back_leads_to_today(length, person, client):
    back = "/forum/?q=".ljust(length, "x")
    asked = client.get(back)
    assert len(client.get("/people/?q=".ljust(length, "x"))["Location"]) <= LONGEST_WAY_BACK
    data = {"login": person.email, "password": PASSWORD, "next": back}
    answer = client.post(reverse("account_login"), data)
    assert asked.status_code == 200
    assert answer["Location"] == (back if length <= LONGEST_WAY_BACK else reverse("home:today"))


def test_the_code_that_switched_the_second_step_on_signs_nobody_in(
    person, client, django_capture_on_commit_callbacks
):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    codes = [format_hotp_value(hotp_value(secret, at)) for at in yield_hotp_counters_from_time()]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": codes[0]})
    assert answer.status_code == 302
    kept = person.authenticator_set.get(type="totp")
    assert not kept.wrap().validate_code(codes[0])
