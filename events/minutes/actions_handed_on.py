"""What was agreed to do goes on to somebody else, as when who would do it has left."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User

from ..meetings.standing import part_in
from .models import ActionPoint
from .queries import heirs
from .rules import may_hand_on
from .telling import tell_owner


@transaction.atomic
def hand_on(*, actor: User, action: ActionPoint, person: User) -> ActionPoint:
    """From now on `person` takes care of an open action, for their organisation. They hear of it.

    Raises `DoesNotExist` when it is gone, `PermissionDenied`, and `ValidationError` for who cannot take it.
    """
    found = ActionPoint.objects.select_for_update(of=("self",)).select_related("network", "meeting")
    action = found.get(pk=action.pk)
    part = part_in(action.network, actor)
    if part is None or not may_hand_on(part, action):
        raise PermissionDenied
    if not heirs(part).filter(pk=person.pk).exists():
        raise ValidationError(_("This person cannot take this action. Choose somebody else."))
    theirs = part_in(action.network, person)
    action.person, action.organisation = person, theirs.organisation if theirs else None
    action.reminded_at = None
    action.save(update_fields=["person", "organisation", "reminded_at"])
    record(
        actor=actor, verb="events.action_handed_on", about=action, network_id=action.network_id,
        person=person.pk,
    )  # fmt: skip
    tell_owner(action, actor)
    if action.meeting_id:
        publish(f"meeting.{action.meeting_id}", {"kind": "notes"})
    return action
