"""One line of a list becomes an invitation."""

from django.core.exceptions import PermissionDenied

from community.members.models import User

from ..actions.joining import invite
from ..models import Line
from ..rules import may_invite

AT_ONCE = 50  # invitations that are written while somebody waits


def invite_line(line: Line, *, actor: User) -> int:
    """A step of verbs that hold the list, and of their job: one person is invited, once. Gives back how many."""
    line = Line.objects.select_for_update(of=("self",)).select_related("beginning__network").get(pk=line.pk)
    beginning = line.beginning
    if line.invitation_id is not None or line.state != Line.State.READY or beginning.network is None:
        return 0
    if not may_invite(actor, beginning.network):
        raise PermissionDenied
    invitation, _token = invite(
        actor=actor,
        network=beginning.network,
        email=line.email,
        organisation=line.organisation,
        role=line.role,
        name=line.name,
        words=beginning.words,
    )
    line.invitation = invitation
    line.save(update_fields=["invitation"])
    return 1
