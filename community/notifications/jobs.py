"""Mail leaves here: by a task right after the transaction, and by `sweep` for what was left behind."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from community.richtext import audiences

from .models import OutgoingMail

MOST_ATTEMPTS = 8
STUCK_AFTER = timedelta(minutes=10)


def enqueue(mail: OutgoingMail) -> None:
    transaction.on_commit(lambda: deliver.enqueue(mail.pk))


@task()
def deliver(pk: int) -> str:
    """Send one mail, once. Safe to run twice: the row is claimed first."""
    claimed = OutgoingMail.objects.filter(
        pk=pk, status=OutgoingMail.Status.QUEUED, due_at__lte=timezone.now()
    ).update(status=OutgoingMail.Status.SENDING, due_at=timezone.now())
    if not claimed:
        return "nothing to do"
    mail = OutgoingMail.objects.select_related("recipient", "notification").get(pk=pk)
    if not still_wanted(mail):
        mail.status = OutgoingMail.Status.DROPPED
        mail.save(update_fields=["status"])
        return mail.status
    try:
        as_message(mail).send()
        mail.status = OutgoingMail.Status.SENT
    except (OSError, smtplib.SMTPException) as error:
        mail.attempts += 1
        mail.last_error = str(error)[:300]
        lasting = isinstance(error, smtplib.SMTPRecipientsRefused)
        gave_up = lasting or mail.attempts >= MOST_ATTEMPTS
        mail.status = OutgoingMail.Status.FAILED if gave_up else OutgoingMail.Status.QUEUED
        mail.due_at = timezone.now() + timedelta(minutes=2**mail.attempts)
    mail.save(update_fields=["status", "attempts", "last_error", "due_at"])
    return mail.status


def still_wanted(mail: OutgoingMail) -> bool:
    """Not to somebody who lost access, left, or has read it on the site already."""
    if mail.recipient is None:
        return True
    if not mail.recipient.is_active:
        return False
    if mail.notification and mail.notification.read_at and not mail.calendar:
        return False
    if mail.audience == f"person:{mail.recipient_id}":
        return True
    return audiences.may_read(mail.recipient, mail.audience)


def as_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    headers = {"Message-ID": f"<{mail.message_id}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.recipient and mail.kind:
        from .actions import absolute, unsubscribe_path

        headers["List-Unsubscribe"] = f"<{absolute(unsubscribe_path(mail.recipient, mail.kind))}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
    return message


@task()
def sweep() -> int:
    """Take up mails that wait for another try, and those a stopped worker left half-way."""
    OutgoingMail.objects.filter(
        status=OutgoingMail.Status.SENDING, due_at__lt=timezone.now() - STUCK_AFTER
    ).update(status=OutgoingMail.Status.QUEUED)
    waiting = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED, due_at__lte=timezone.now())
    pks = list(waiting.values_list("pk", flat=True)[:500])
    for pk in pks:
        deliver.call(pk)
    return len(pks)
