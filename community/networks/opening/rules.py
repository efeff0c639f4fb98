from datetime import timedelta

from django.utils import timezone

from ..models import Invitation

ASK_AGAIN_AFTER = timedelta(days=1)


def may_ask_for_new(invitation: Invitation) -> bool:
    """Whoever has the link of one that is too old or was taken back asks for a new one, once a day."""
    if invitation.accepted_at or invitation.is_open or invitation.network.closed_at:
        return False
    asked = invitation.asked_again_at
    return asked is None or asked <= timezone.now() - ASK_AGAIN_AFTER
