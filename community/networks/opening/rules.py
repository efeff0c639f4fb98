from datetime import timedelta

from django.utils import timezone

from community.members.models import Anyone

from .. import rules
from ..models import Invitation

ASK_AGAIN_AFTER = timedelta(days=1)


def may_manage_invitation(user: Anyone, invitation: Invitation) -> bool:
    """Who may invite into the network sends an invitation once more or takes it back, until it is used."""
    return invitation.accepted_at is None and rules.may_invite(user, invitation.network)


def may_ask_for_new(invitation: Invitation) -> bool:
    """Whoever has the link of one that is too old or was taken back asks for a new one, once a day."""
    if invitation.accepted_at or invitation.is_open or invitation.network.closed_at:
        return False
    asked = invitation.asked_again_at
    return asked is None or asked <= timezone.now() - ASK_AGAIN_AFTER
