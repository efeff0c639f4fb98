"""Signing in with a second step and with a passkey, in a browser with a virtual authenticator."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(page, base: str) -> None:
    page.goto(f"{base}/account/login/")
    page.get_by_text("Meld je aan met een wachtwoord").or_(
        page.locator(".auth__password summary")
    ).first.click()
    page.locator("#id_login").fill("noor@demo.vonder.example")
    page.locator("#id_password").fill("vonder-demo")
    page.locator("#id_password").press("Enter")


def confirm(page) -> None:
    """Before a second step or a passkey is added, the password is asked once more."""
    page.locator("#id_password").fill("vonder-demo")
    page.get_by_role("button", name="Bevestigen").click()


@pytest.fixture
def base(address) -> str:
    """By name: a passkey belongs to a name, not to a number."""
    return address.replace("127.0.0.1", "localhost")


def test_a_second_step(world, open_page, base):
    page = open_page()
    sign_in(page, base)
    expect(page).to_have_url(re.compile("/today/"))
    page.goto(f"{base}/account/2fa/totp/activate/")
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code_of(secret))
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/account/2fa/"))
    other = open_page()
    sign_in(other, base)
    expect(other).to_have_url(re.compile("/account/2fa/authenticate/"))
    other.locator("#id_code").fill("000000")
    other.locator("#id_code").press("Enter")
    expect(other).to_have_url(re.compile("/account/2fa/authenticate/"))
    cache.clear()  # a code works once; the one that switched it on was used in this half minute
    other.locator("#id_code").fill(code_of(secret))
    other.locator("#id_code").press("Enter")
    expect(other).to_have_url(re.compile("/today/"))


def test_a_passkey(world, open_page, base):
    page = open_page()
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, base)
    expect(page).to_have_url(re.compile("/today/"))
    page.goto(f"{base}/account/2fa/webauthn/add/")
    confirm(page)
    page.locator("#id_name").fill("Laptop")
    if page.locator("#id_passwordless").count():
        page.locator("#id_passwordless").check()
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/account/2fa/(?!webauthn/add)"))
    page.context.clear_cookies()
    page.goto(f"{base}/account/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile("/today/"))
    expect(page.get_by_text("Noor Voorbeeld").first).to_be_visible()


def test_a_password_can_be_looked_at_while_it_is_typed(world, open_page, base):
    page = open_page()
    page.goto(f"{base}/account/signup/")
    page.locator("#id_password1").fill("een-lang-wachtwoord-1")
    page.get_by_role("button", name="Toon het wachtwoord").click()
    expect(page.locator("#id_password1")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Verberg het wachtwoord").click()
    expect(page.locator("#id_password1")).to_have_attribute("type", "password")
    expect(page.locator("#id_password1")).to_have_value("een-lang-wachtwoord-1")
