from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from community.journal.actions import record
from community.members.models import User

from ..jobs import enqueue
from ..models import OutgoingMail
from .rules import may_send_again


@transaction.atomic
def send_again(*, actor: User, mail: OutgoingMail) -> OutgoingMail:
    """Send a mail once more that failed, or now one that waits for another try. It counts its tries anew.

    What is being sent, was sent or is not needed any more stays as it is. Raises `PermissionDenied`.
    """
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if not may_send_again(actor, mail):
        raise PermissionDenied
    mail.status, mail.attempts, mail.due_at = OutgoingMail.Status.QUEUED, 0, timezone.now()
    mail.save(update_fields=["status", "attempts", "due_at"])
    record(actor=actor, verb="notifications.sent_again", about=mail)
    enqueue(mail)
    return mail
