"""Who takes notes, writes and reads minutes, and says how far an action is."""

from datetime import timedelta

from django.utils import timezone

from community.networks.models import Participant
from community.networks.rights import Right

from ..meetings.standing import Standing
from .models import ActionPoint, Minutes, Note

NOTES_BEFORE = timedelta(hours=2)


def may_take_notes(standing: Standing) -> bool:
    """Everyone who takes part in a network that runs, from two hours before the meeting on."""
    if not standing.runs or standing.meeting.is_cancelled or not standing.takes_part:
        return False
    return standing.meeting.starts_at - NOTES_BEFORE <= timezone.now()


def may_change_note(standing: Standing, note: Note) -> bool:
    """Whoever wrote it, and who writes minutes, until those are approved."""
    own = note.author_id == standing.user.pk
    if not may_take_notes(standing) or not (own or standing.may(Right.MINUTES)):
        return False
    return not Minutes.objects.filter(meeting=note.meeting_id, status=Minutes.Status.APPROVED).exists()


def may_write_minutes(standing: Standing) -> bool:
    """Whose role it is, and the people of the host, once the meeting began."""
    return (
        may_take_notes(standing)
        and standing.meeting.has_begun
        and (standing.may(Right.MINUTES) or standing.hosts)
    )


def may_read_minutes(standing: Standing, minutes: Minutes) -> bool:
    """Everyone who takes part once they are shared; before that who may write them."""
    return standing.takes_part and (minutes.status != Minutes.Status.DRAFT or may_write_minutes(standing))


def may_set_action(part: Participant | None, action: ActionPoint) -> bool:
    """Its owner, anyone of its organisation, and who writes minutes, while the network runs; guests do not.

    `part` is what part they take in the network of the action.
    """
    if part is None or not part.may(Right.SPEAK_FOR) or action.network.closed_at:
        return False
    same = part.organisation_id is not None and part.organisation_id == action.organisation_id
    return part.may(Right.MINUTES) or action.person_id == part.user_id or same


def may_hand_on(part: Participant | None, action: ActionPoint) -> bool:
    """Whoever says how far it is, until it is done."""
    return action.status != ActionPoint.Status.DONE and may_set_action(part, action)
