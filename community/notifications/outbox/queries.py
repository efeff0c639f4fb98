import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import kinds
from ..models import OutgoingMail

#: Why a mail did not arrive, by what the mail server said (RFC 3463 and the codes of RFC 5321), the first that fits.
CAUSES = (
    (re.compile(r"\b5\.1\.[0-3]\b|\b5\.1\.10\b|user unknown|no such user|unknown recipient", re.IGNORECASE),
     gettext_lazy("this address does not exist")),
    (re.compile(r"\b[45]\.2\.2\b|\b[45]52\b|mailbox (is )?full|quota", re.IGNORECASE),
     gettext_lazy("the mailbox is full")),
    (re.compile(r"\b5\.7\.\d+\b|spam|blocked|blacklist|policy", re.IGNORECASE),
     gettext_lazy("the other side refuses our mail")),
    (re.compile(r"timed out|refused|unreachable|getaddrinfo|name or service|connection|closed", re.IGNORECASE),
     gettext_lazy("the mail server does not answer")),
    (re.compile(r"authenticat|\b535\b|credentials", re.IGNORECASE),
     gettext_lazy("the mail server refuses our password")),
    (re.compile(r"\b550\b|\b553\b", re.IGNORECASE), gettext_lazy("this address is refused")),
)  # fmt: skip


def cause(mail: OutgoingMail) -> str:
    """Why it did not arrive, in words; what nobody put in words is as the mail server said it."""
    if not mail.last_error:
        return ""
    return next((str(words) for said, words in CAUSES if said.search(mail.last_error)), mail.last_error)


def what(mail: OutgoingMail) -> str:
    """What kind of mail it is. Never its subject, which may hold words of a network."""
    if mail.is_of_account:
        return _("Code or notice of an account")
    if not mail.kind:
        return _("Invitation, registration or welcome")
    found = next((kind for kind in kinds.every() if kind.name == mail.kind), None)
    return str(found.label) if found else _("Notification")


@dataclass(frozen=True)
class Health:
    """How the mail does: sent since midnight, failed in all, waiting, and since when the oldest waits."""

    sent: int
    failed: int
    waiting: int
    oldest: datetime | None


def health() -> Health:
    """The numbers of today, for one question to the database and one for the oldest."""
    states, midnight = (
        OutgoingMail.Status,
        timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    numbers = OutgoingMail.objects.aggregate(
        sent=Count("pk", filter=Q(status=states.SENT, due_at__gte=midnight)),
        failed=Count("pk", filter=Q(status=states.FAILED)),
        waiting=Count("pk", filter=Q(status__in=[states.QUEUED, states.SENDING])),
    )
    tried = OutgoingMail.objects.filter(status=states.QUEUED, attempts__gt=0).order_by("due_at")
    return Health(**numbers, oldest=tried.values_list("due_at", flat=True).first())


def troubled() -> QuerySet[OutgoingMail]:
    """Mails that failed, or that were tried and wait for another try."""
    states = OutgoingMail.Status
    return OutgoingMail.objects.filter(Q(status=states.FAILED) | Q(status=states.QUEUED, attempts__gt=0))
