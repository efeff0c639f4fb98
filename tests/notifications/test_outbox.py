"""Mail leaves once, or says why not, whatever the mail server does; account mail goes first and keeps no secrets."""

import datetime as dt
import email.policy
import re

import pytest
from django.test import Client
from django.utils import timezone

from community.notifications.actions import mail_of_account
from community.notifications.jobs import MOST_ATTEMPTS, as_message, deliver, sweep
from community.notifications.models import OutgoingMail
from tests.postbus import MailServer, closed_port

pytestmark = pytest.mark.django_db
BAD_ADDRESSES = [
    "x@exa\u200emple.org",
    "@example.org",
    "",
    "x",
    "a\nb@example.org",
    "jos\u00e9@example.org",
    "x@" + "a" * 70 + ".org",
    "x@..org",
]


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    yield server
    server.stop()


def queued(to="somebody@example.org", **fields) -> OutgoingMail:
    return OutgoingMail.objects.create(to=to, audience="public", subject="s", text="t", **fields)


def state(mail) -> tuple[str, int]:
    mail.refresh_from_db()
    return mail.status, mail.attempts


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_mail_that_cannot_be_made_is_marked_and_stops_nobody(server, address):
    before, bad, behind = queued(), queued(to=address), queued()
    assert sweep.call() == 3
    assert [state(mail)[0] for mail in (before, bad, behind)] == ["sent", "failed", "sent"]
    assert bad.last_error
    assert len(server.accepted) == 2


@pytest.mark.parametrize(
    ("mode", "status", "attempts", "accepted"),
    [
        ("well", "sent", 0, 1),
        ("silent", "queued", 1, 0),
        ("refuses", "failed", 1, 0),
        ("busy", "queued", 1, 0),
        ("dies", "queued", 1, 0),
        ("no_goodbye", "sent", 0, 1),
    ],
)
def test_whatever_the_server_does_the_row_tells(server, mode, status, attempts, accepted):
    server.mode, mail = mode, queued()
    assert deliver.call(mail.pk) == status
    assert (*state(mail), len(server.accepted)) == (status, attempts, accepted)
    assert bool(mail.last_error) == bool(attempts)
    server.mode = "well"
    assert deliver.call(mail.pk) == "nothing to do"
    OutgoingMail.objects.filter(status="queued").update(due_at=timezone.now())
    sweep.call()
    assert len(server.accepted) == (0 if mode == "refuses" else 1)


def test_a_server_that_is_gone_is_asked_again_later_and_at_last_no_more(server, settings):
    settings.EMAIL_PORT = closed_port()
    mail = queued()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        OutgoingMail.objects.update(due_at=timezone.now())
        assert deliver.call(mail.pk) == ("failed" if attempt == MOST_ATTEMPTS else "queued")
    assert state(mail) == ("failed", MOST_ATTEMPTS)


def test_a_sweep_does_not_wait_for_a_server_that_is_away_with_every_mail(server):
    server.mode = "silent"
    mails = [queued() for _ in range(8)]
    assert sweep.call() == 3
    assert server.asked == 3
    server.mode = "well"
    OutgoingMail.objects.update(due_at=timezone.now())
    assert sweep.call() == len(mails) == len(server.accepted)


def test_a_mail_that_a_stopped_worker_left_counts_as_an_attempt(server):
    long_ago = timezone.now() - dt.timedelta(hours=1)
    once = queued(status="sending", due_at=long_ago)
    often = queued(status="sending", due_at=long_ago, attempts=MOST_ATTEMPTS - 1)
    sweep.call()
    assert [state(once), state(often)[0]] == [("sent", 1), "failed"]


class TestAccount:
    def test_a_code_page_is_there_though_the_mail_server_hangs(
        self, server, client, house, django_capture_on_commit_callbacks
    ):
        server.mode, server.asked = "silent", 0
        with django_capture_on_commit_callbacks() as later:
            page = client.post("/account/login/code/", {"email": house.member.email})
        assert page.status_code == 302
        assert server.asked == 0  # no mail server was spoken to inside the request
        mail = OutgoingMail.objects.get(kind="account")
        code = re.search(r"^[A-Z0-9-]{6,}$", mail.text, re.MULTILINE)[0]
        for task in later:
            task()
        assert state(mail) == ("queued", 1)
        assert mail.due_at < timezone.now() + dt.timedelta(minutes=1)
        server.mode = "well"
        OutgoingMail.objects.update(due_at=timezone.now())
        assert deliver.call(mail.pk) == "sent"
        assert code in server.accepted[-1]
        assert client.post("/account/login/code/confirm/", {"code": code}).status_code == 302
        assert client.get("/today/").status_code == 200

    @pytest.mark.parametrize(("mode", "status"), [("well", "sent"), ("refuses", "failed")])
    def test_its_words_are_gone_once_it_left_or_will_not_leave(self, server, mode, status):
        server.mode = mode
        mail = mail_of_account(to="a@example.org", subject="s", text="123456", html="<b>123456</b>")
        assert deliver.call(mail.pk) == status
        mail.refresh_from_db()
        assert (mail.subject, mail.text, mail.html) == ("", "", "")

    def test_a_code_that_works_no_more_is_not_sent(self, server):
        soon = timezone.now() + dt.timedelta(minutes=1)
        past = timezone.now() - dt.timedelta(seconds=1)
        for until, status in ((soon, "sent"), (past, "dropped"), (None, "sent")):
            mail = mail_of_account(to="a@example.org", subject="s", text="123456", expires_at=until)
            assert deliver.call(mail.pk) == status
            mail.refresh_from_db()
            assert mail.text == ""

    def test_it_goes_before_what_waits_longer(self, server):
        for n in range(3):
            queued(to=f"digest{n}@example.org")
        mail_of_account(to="code@example.org", subject="s", text="123456")
        sweep.call()
        assert "code@example.org" in server.accepted[0]

    @pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
    def test_known_and_unknown_addresses_get_the_same_page_and_a_mail_by_the_outbox(
        self, server, house, path
    ):
        server.mode, server.asked = "silent", 0
        answers = [Client().post(path, {"email": email}) for email in (house.member.email, "no@example.org")]
        assert {(answer.status_code, answer["Location"]) for answer in answers} == {
            (302, answers[0]["Location"])
        }
        assert OutgoingMail.objects.filter(kind="account").count() == 2
        assert server.asked == 0


@pytest.mark.parametrize(
    "subject",
    [
        "Kort",
        "E\u0301\u00e9n vraag: wie komt er op donderdag 3 december 2026 naar de bijeenkomst in De Zandloper? \u2013 café",
    ],
)
def test_a_subject_begins_on_its_own_line_and_arrives_whole(subject):
    sent = as_message(OutgoingMail(to="a@example.org", subject=subject, text="t")).message().as_bytes()
    line = next(line for line in sent.splitlines() if line.startswith(b"Subject:"))
    assert line.removeprefix(b"Subject:").strip()
    read = email.message_from_bytes(sent, policy=email.policy.default)
    assert read["Subject"] == subject
    assert read["X-Auto-Response-Suppress"] == "All"
