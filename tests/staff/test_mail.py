"""The mail of the house: how it does, why one did not arrive, and once more. Never what it says."""

from datetime import timedelta

import pytest
from django.core import mail as mails
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import OutgoingMail
from community.notifications.outbox.actions import send_again
from community.notifications.outbox.queries import cause, health
from community.notifications.outbox.rules import may_send_again
from tests.factories import UserFactory
from tests.house import CANARY

pytestmark = pytest.mark.django_db


def made(status="failed", **more):
    words = {"to": "jan@rijkhout.example.org", "audience": "public", "subject": CANARY, "text": CANARY}
    return OutgoingMail.objects.create(**words | {"status": status, "attempts": 3} | more)


def test_what_a_mail_says_is_shown_to_nobody(house, sign_in):
    made(last_error="452 4.2.2 mailbox full")
    page = sign_in(house.staff).get(reverse("staff:mail")).content.decode()
    assert "jan@rijkhout.example.org" in page
    assert "het postvak is vol" in page
    assert CANARY not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{'a@b.be': (550, b'5.1.1 user unknown')}", "dit adres bestaat niet"),
        ("452 4.2.2 over quota", "het postvak is vol"),
        ("(554, b'5.7.1 message looks like spam')", "de andere kant weigert onze mail"),
        ("[Errno 111] Connection refused", "de mailserver antwoordt niet"),
        ("timed out", "de mailserver antwoordt niet"),
        ("(535, b'bad credentials')", "de mailserver weigert ons wachtwoord"),
        ("(550, b'no')", "dit adres wordt geweigerd"),
        ("iets nieuws", "iets nieuws"),
        ("", ""),
    ],
)
def test_a_cause_is_in_words(said, words):
    assert cause(OutgoingMail(last_error=said)) == words


def test_it_goes_out_once_more(house, sign_in, django_capture_on_commit_callbacks):
    one = made()
    mails.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(house.staff).post(reverse("staff:mail_again", args=[one.pk]))
    one.refresh_from_db()
    assert (one.status, one.attempts, len(mails.outbox)) == ("sent", 0, 1)
    page = sign_in(house.staff).post(reverse("staff:mail_again", args=[one.pk]), follow=True).content.decode()
    assert "Deze mail kan niet opnieuw" in page
    assert len(mails.outbox) == 1


@pytest.mark.parametrize(
    ("status", "more", "who", "may"),
    [
        ("failed", {}, "staff", True),
        ("queued", {}, "staff", True),
        ("failed", {}, "member", False),
        ("sending", {}, "staff", False),
        ("sent", {}, "staff", False),
        ("dropped", {}, "staff", False),
        ("failed", {"text": ""}, "staff", False),
    ],
)
def test_who_sends_what_again(status, more, who, may):
    person = UserFactory(is_staff=who == "staff")
    assert may_send_again(person, made(status, **more)) is may


def test_a_second_press_changes_nothing_of_one_that_left(house):
    one = made()
    send_again(actor=house.staff, mail=one)
    OutgoingMail.objects.filter(pk=one.pk).update(status="sent")
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        send_again(actor=house.staff, mail=one)


def test_the_health_counts_today(db):
    made("sent", due_at=timezone.now())
    made("sent", due_at=timezone.now() - timedelta(days=2))
    made("failed")
    made("queued")
    found = health()
    assert (found.sent, found.failed, found.waiting) == (1, 1, 1)


def test_a_mail_that_failed_waits_for_staff(house, sign_in):
    made()
    page = sign_in(house.staff).get(reverse("staff:home")).content.decode()
    assert "1 mail kwam niet aan" in page


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_same_for_one_as_for_many(many, house, sign_in, django_assert_max_num_queries):
    for _number in range(many):
        made()
    client = sign_in(house.staff)
    client.get(reverse("staff:mail"))
    with django_assert_max_num_queries(7):
        client.get(reverse("staff:mail"))
