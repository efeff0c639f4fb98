from community.members.models import Anyone
from community.members.rules import is_staff

from ..models import OutgoingMail


def may_send_again(user: Anyone, mail: OutgoingMail) -> bool:
    """Staff, a mail that failed or waits, whose words are still there: those of a code are forgotten with it."""
    waits = mail.status in (OutgoingMail.Status.FAILED, OutgoingMail.Status.QUEUED)
    return waits and bool(mail.text) and is_staff(user)
