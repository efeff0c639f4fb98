"""Mail leaves here: by a task right after the transaction, and by `sweep` for what was left behind.

Mail has a queue of its own, so that nobody waits for a code behind a plan that is being solved, and no plan for a
mail server that hangs. In it the mail of accounts goes first; its words (codes, links) are secret and are gone from
the row once it left or will not leave.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from email.header import Header
from email.message import Message
from hashlib import sha256
from itertools import takewhile
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import Error, transaction
from django.db.models import Case, F, When
from django.utils import timezone
from django_tasks import task

from community import later
from community.addresses import absolute
from community.members.emails import mailable
from community.networks.inviting.actions import note_bounce
from community.richtext import audiences
from community.richtext.cleaning import clean_text
from community.rows import each

from .models import OutgoingMail
from .unsubscribing import unsubscribe_path

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
STUCK_AFTER = timedelta(minutes=10)
SOON = timedelta(seconds=20)
MAIL = "mail"
ACCOUNT_PRIORITY = 50  # of -100 to 100
MISSES = 3  # so many in a row, and the mail server is away


def enqueue(mail: OutgoingMail, after: datetime | None = None) -> None:
    """Send this mail after the transaction, or after a moment where the tasks can wait for one."""
    sending = deliver.using(priority=ACCOUNT_PRIORITY if mail.is_of_account else 0)
    later.enqueue(sending, mail.pk, at=after)


@task(queue_name=MAIL)
def deliver(pk: int) -> str:
    """Send one mail, once. Safe to run twice: the row is claimed first, and whatever happens it is not left so."""
    with transaction.atomic():
        waiting = OutgoingMail.objects.waiting().filter(pk=pk)
        claimed = waiting.update(status=OutgoingMail.Status.SENDING, due_at=timezone.now())
    if not claimed:
        return "nothing to do"
    mail = OutgoingMail.objects.select_related("recipient", "notification").get(pk=pk)
    try:
        mail.status = OutgoingMail.Status.DROPPED
        if still_wanted(mail):
            send(as_message(mail))
            mail.status = OutgoingMail.Status.SENT
    except Exception as error:  # noqa: BLE001  (whatever it is, the row says so)
        note_failure(mail, error)
    mail.save(update_fields=["status", "attempts", "last_error", "due_at"])
    if mail.status == OutgoingMail.Status.QUEUED:
        enqueue(mail, after=mail.due_at)
    elif mail.is_of_account:
        OutgoingMail.objects.filter(pk=pk).forget_words()
    return mail.status


def send(message: EmailMultiAlternatives) -> None:
    """Hand a message to the mail server. Once it took it, trouble in saying goodbye changes nothing."""
    connection = get_connection()
    connection.open()
    try:
        if not connection.send_messages([message]):
            raise ValueError("nobody to send it to")
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            logger.info("The mail server was gone before we said goodbye")


def note_failure(mail: OutgoingMail, error: Exception) -> None:
    """Try again later, a little later every time; never again when trying cannot help."""
    mail.attempts += 1
    mail.last_error = clean_text(str(error) or type(error).__name__)[:300]
    if is_lasting(error) or mail.attempts >= MOST_ATTEMPTS:
        mail.status = OutgoingMail.Status.FAILED
        logger.error("Mail %s cannot be delivered", mail.pk, exc_info=error)
        note_bounce(mail.to)
        return
    mail.status = OutgoingMail.Status.QUEUED
    wait = SOON * mail.attempts if mail.is_of_account else timedelta(minutes=2**mail.attempts)
    mail.due_at = timezone.now() + wait


def is_lasting(error: Exception) -> bool:
    """Whether this mail can never be sent: the server refuses it for good, or no message can be made of it."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= 500 for code, _text in error.recipients.values())
        case smtplib.SMTPDataError():
            return error.smtp_code >= 500
        case smtplib.SMTPNotSupportedError():
            return True
        case OSError() | Error():  # the network, other answers of the server, the database
            return False
    return True


def still_wanted(mail: OutgoingMail) -> bool:
    """Not about what was removed, nor to who lost access, left or has read it; no code that has expired."""
    if mail.expires_at and mail.expires_at <= timezone.now():
        return False
    if mail.notification and mail.notification.withdrawn:
        return False
    if mail.recipient is None:
        return True
    if not mail.recipient.is_active:
        return False
    if mail.notification and mail.notification.read_at and not mail.calendar:
        return False
    return audiences.may_read(mail.recipient, mail.audience)


class Letterhead(EmailMultiAlternatives):
    """A message whose subject begins on its first line: where that is empty, some programs show no subject."""

    def message(self):
        made = super().message()
        del made["Subject"]
        Message.__setitem__(made, "Subject", Header(self.subject, "utf-8", header_name="Subject"))
        return made


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    headers = {
        "Message-ID": f"<{mail.message_id}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",  # Exchange: who is out of the office does not answer us
    }
    if mail.notification:
        headers["References"] = headers["In-Reply-To"] = f"<{_thread(mail.notification.url)}@{host}>"
    if mail.recipient and mail.kind:
        headers["List-Unsubscribe"] = f"<{absolute(unsubscribe_path(mail.recipient, mail.kind))}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = Letterhead(mail.subject, mail.text, to=[mailable(mail.to)], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
    return message


def _thread(url: str) -> str:
    """The same for all mails about one topic or one meeting, so that mail programs show them together."""
    return sha256(urlsplit(url).path.encode()).hexdigest()[:32]


@task()
def sweep() -> int:
    """Take up mails that wait for another try, and those a stopped worker left half-way; those of accounts first.

    Stops when the mail server seems to be away. Returns how many were taken up.
    """
    left = OutgoingMail.objects.filter(
        status=OutgoingMail.Status.SENDING, due_at__lt=timezone.now() - STUCK_AFTER
    )
    left.filter(attempts__gte=MOST_ATTEMPTS - 1).update(status=OutgoingMail.Status.FAILED)
    left.update(status=OutgoingMail.Status.QUEUED, attempts=F("attempts") + 1)
    OutgoingMail.objects.settled().filter(kind=OutgoingMail.ACCOUNT).exclude(text="").forget_words()
    waiting = OutgoingMail.objects.waiting().order_by(
        Case(When(kind=OutgoingMail.ACCOUNT, then=0), default=1), "pk"
    )
    misses = 0

    def try_again(pk: int) -> int:
        nonlocal misses
        misses = misses + 1 if deliver.call(pk) == OutgoingMail.Status.QUEUED else 0
        return 1

    pks = list(waiting.values_list("pk", flat=True))
    return each(takewhile(lambda pk: misses < MISSES, pks), try_again, atomic=False).report()
