"""Who takes notes, writes and reads minutes, and says how far an action is."""

from ..meetings.models import Meeting
from ..meetings.standing import may_set, standing
from .models import ActionPoint, Minutes, Note


def may_take_notes(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_take_notes


def may_change_note(user, note: Note) -> bool:
    """Whoever wrote it, and facilitators, until the minutes are approved."""
    own = standing(user, note.meeting)
    if not own.may_take_notes or not (own.may_change or note.author_id == user.pk):
        return False
    return not Minutes.objects.filter(meeting=note.meeting, status=Minutes.Status.APPROVED).exists()


def may_write_minutes(user, meeting: Meeting) -> bool:
    return standing(user, meeting).may_write_minutes


def may_read_minutes(user, minutes: Minutes) -> bool:
    return standing(user, minutes.meeting).may_read_minutes(minutes)


def may_set_action(user, action: ActionPoint) -> bool:
    """Its owner, anyone of its organisation, and facilitators, while the network runs; guests do not."""
    if action.network.closed_at or not user.is_authenticated:
        return False
    part = action.network.participants.active().filter(user=user).first()
    return part is not None and may_set(action, user, part.role, part.organisation_id)
