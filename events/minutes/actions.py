"""Notes and decisions during a meeting, the minutes made from them, and what was agreed to do."""

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.networks.closing.refusing import refuse
from community.networks.rules import takes_part
from community.notifications.actions import notify
from community.organisations.models import Organisation
from community.richtext.cleaning import MOST_BYTES, typed

from ..meetings.models import Meeting
from ..meetings.queries import locked, people_of
from ..meetings.rules import may_change_meeting
from ..meetings.standing import part_in, standing_of
from ..programme.models import AgendaItem
from .models import ActionPoint, Minutes, MinutesComment, MinutesVersion, Note
from .rules import may_change_note, may_set_action, may_take_notes, may_write_minutes
from .telling import tell_owner


class Conflict(Exception):
    """Somebody changed it meanwhile; `current` is how it reads now."""

    def __init__(self, current: Note | Minutes) -> None:
        self.current = current


@transaction.atomic
def write_note(
    *,
    actor: User,
    meeting: Meeting,
    text: str,
    client_id: uuid.UUID,
    kind: str = "note",
    item: AgendaItem | None = None,
) -> Note:
    """Write something down. Everyone who takes part may, at the same time; sent twice it exists once.

    A part of the programme that was removed meanwhile is left out. Raises `PermissionDenied`.
    """
    meeting = locked(meeting)
    if existing := Note.objects.filter(author=actor.pk, client_id=client_id).first():
        return existing
    if not may_take_notes(standing_of(actor, meeting)):
        refuse(meeting.network)
    said = {"kind": Note.Kind(kind), "text": typed(text, 2000)}
    item = meeting.agenda.filter(pk=item.pk).first() if item else None
    note = Note.objects.create(meeting=meeting, item=item, author=actor, client_id=client_id, **said)
    record(actor=actor, verb="events.noted", about=meeting, network_id=meeting.network_id, note=note.pk)
    publish(f"meeting.{meeting.pk}", {"kind": "notes"})
    return note


@transaction.atomic
def change_note(*, actor: User, note: Note, text: str, version: int) -> Note | None:
    """Change a note, or remove it with an empty text. What reads so already stays as it is.

    Raises `DoesNotExist` when it is gone, `PermissionDenied`, and `Conflict` when it changed since it was opened.
    """
    found = Note.objects.select_for_update(of=("self",)).select_related("meeting__network")
    note = found.get(pk=note.pk)
    if not may_change_note(standing_of(actor, note.meeting), note):
        refuse(note.meeting.network)
    if note.text == typed(text, 2000):
        return note
    if note.version != version:
        raise Conflict(note)
    if not text.strip():
        note.delete()
        publish(f"meeting.{note.meeting_id}", {"kind": "notes"})
        return None
    note.text, note.version = typed(text, 2000), note.version + 1
    note.save(update_fields=["text", "version"])
    publish(f"meeting.{note.meeting_id}", {"kind": "notes"})
    return note


@transaction.atomic
def agree_action(
    *,
    actor: User,
    meeting: Meeting,
    text: str,
    client_id: uuid.UUID,
    person: User | None = None,
    organisation: Organisation | None = None,
    due: date | None = None,
) -> ActionPoint:
    """Agree that a person or an organisation does something before a day. The person hears of it.

    Raises `PermissionDenied`, and `ValidationError` for a person from elsewhere or when nobody is named.
    """
    meeting = locked(meeting)
    if existing := ActionPoint.objects.filter(created_by=actor.pk, client_id=client_id).first():
        return existing
    if not may_take_notes(standing_of(actor, meeting)) or meeting.network is None:
        refuse(meeting.network)
    if person and not takes_part(person, meeting.network):
        raise ValidationError(_("This person does not take part in the network."))
    if person and organisation is None:
        part = (
            meeting.network.participants.active().filter(user=person).select_related("organisation").first()
        )
        organisation = part.organisation if part else None
    if person is None and organisation is None:
        raise ValidationError(_("Say who does it: a person or an organisation."))
    action = ActionPoint.objects.create(
        network=meeting.network,
        meeting=meeting,
        text=typed(text, 200),
        person=person,
        organisation=organisation,
        due=due,
        created_by=actor,
        client_id=client_id,
    )
    record(
        actor=actor, verb="events.action_agreed", about=meeting, network_id=meeting.network_id,
        action=action.pk,
    )  # fmt: skip
    tell_owner(action, actor)
    publish(f"meeting.{meeting.pk}", {"kind": "notes"})
    return action


@transaction.atomic
def set_action(*, actor: User, action: ActionPoint, status: str) -> ActionPoint:
    """Say how far an action is: its owner, somebody of its organisation, or a facilitator. Twice is once.

    Raises `DoesNotExist` when it is gone, and `PermissionDenied`.
    """
    found = ActionPoint.objects.select_for_update(of=("self",)).select_related("network")
    action = found.get(pk=action.pk)
    if not may_set_action(part_in(action.network, actor), action):
        refuse(action.network)
    if action.status == ActionPoint.Status(status):
        return action
    action.status = ActionPoint.Status(status)
    action.done_at = timezone.now() if action.status == ActionPoint.Status.DONE else None
    action.save(update_fields=["status", "done_at"])
    record(actor=actor, verb="events.action_set", about=action, network_id=action.network_id, status=status)
    if action.meeting_id:
        publish(f"meeting.{action.meeting_id}", {"kind": "notes"})
    return action


@transaction.atomic
def save_minutes(*, actor: User, meeting: Meeting, html: str, version: int) -> Minutes:
    """Save the minutes (cleaned HTML); what they said before is kept.

    `version` is 0 for the first time, else that of the text that was opened. Raises `PermissionDenied`,
    `ValidationError` for a text that is too long, and `Conflict`.
    """
    meeting = locked(meeting)
    if not may_write_minutes(standing_of(actor, meeting)):
        refuse(meeting.network)
    if len(html) > MOST_BYTES:
        raise ValidationError(_("This text is too long. Make it shorter or split it in two."))
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None:
        minutes = Minutes.objects.create(meeting=meeting, html=html, written_by=actor)
    else:
        if minutes.html == html:  # sent twice, or changed to the same elsewhere
            return minutes
        if minutes.version != version:
            raise Conflict(minutes)
        MinutesVersion.objects.create(
            minutes=minutes,
            version=minutes.version,
            html=minutes.html,
            written_by=minutes.written_by,
            saved_at=minutes.saved_at,
        )
        minutes.html, minutes.version = html, minutes.version + 1
        minutes.written_by, minutes.saved_at = actor, timezone.now()
        if minutes.status == Minutes.Status.APPROVED:  # a correction has to be approved again
            minutes.status, minutes.approved_at, minutes.approved_in = Minutes.Status.SHARED, None, None
        minutes.save()
    record(actor=actor, verb="events.minutes_saved", about=meeting, network_id=meeting.network_id)
    return minutes


def _locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now; nobody saves them meanwhile. Their meeting is locked before them, always."""
    Meeting.objects.select_for_update().get(pk=minutes.meeting_id)
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__network", "written_by")
    return found.get(pk=minutes.pk)


@transaction.atomic
def share_minutes(*, actor: User, minutes: Minutes) -> Minutes:
    """Show the minutes to everyone who takes part; they can add remarks until they are approved.

    Raises `PermissionDenied`.
    """
    minutes = _locked(minutes)
    if not may_write_minutes(standing_of(actor, minutes.meeting)):
        refuse(minutes.meeting.network)
    if minutes.status != Minutes.Status.DRAFT:
        return minutes
    meeting = minutes.meeting
    minutes.status, minutes.shared_at = Minutes.Status.SHARED, timezone.now()
    minutes.save(update_fields=["status", "shared_at"])
    if meeting.status != Meeting.Status.CANCELLED:
        meeting.status = Meeting.Status.HELD
        meeting.save(update_fields=["status"])
    record(actor=actor, verb="events.minutes_shared", about=meeting, network_id=meeting.network_id)
    notify(
        kind="events/minutes",
        to=people_of(meeting.network),
        actor=actor,
        url=minutes.get_absolute_url(),
        audience=meeting.audience,
        data={"title": meeting.title},
    )
    return minutes


@transaction.atomic
def approve_minutes(
    *, actor: User, minutes: Minutes, version: int, meeting: Meeting | None = None
) -> Minutes:
    """The network approves the text `version` of shared minutes, usually at its next meeting (`meeting`).

    Raises `PermissionDenied`, and `ValidationError` before they are shared or when the text is another one by now.
    """
    minutes = _locked(minutes)
    if not may_change_meeting(standing_of(actor, minutes.meeting)):
        raise PermissionDenied
    if minutes.version != version:
        raise ValidationError(
            _("The minutes were changed meanwhile. Read the new text first, then approve it.")
        )
    if minutes.status == Minutes.Status.APPROVED:  # sent twice
        return minutes
    if minutes.status != Minutes.Status.SHARED:
        raise ValidationError(_("Share the minutes first, so that everyone can read them."))
    minutes.status, minutes.approved_at = Minutes.Status.APPROVED, timezone.now()
    minutes.approved_in = meeting
    minutes.save(update_fields=["status", "approved_at", "approved_in"])
    about = minutes.meeting
    record(actor=actor, verb="events.minutes_approved", about=about, network_id=about.network_id)
    return minutes


@transaction.atomic
def comment(*, actor: User, minutes: Minutes, text: str, client_id: uuid.UUID) -> MinutesComment:
    """Remark on shared minutes; who wrote them hears of it. Raises `PermissionDenied`."""
    minutes = _locked(minutes)
    if existing := MinutesComment.objects.filter(author=actor.pk, client_id=client_id).first():
        return existing
    if minutes.status != Minutes.Status.SHARED or not may_take_notes(standing_of(actor, minutes.meeting)):
        refuse(minutes.meeting.network)
    made = MinutesComment.objects.create(
        minutes=minutes, author=actor, text=typed(text, 1000), client_id=client_id
    )
    notify(
        kind="events/minutes_comment",
        to=[minutes.written_by] if minutes.written_by else [],
        actor=actor,
        url=minutes.get_absolute_url(),
        audience=minutes.meeting.audience,
        data={"title": minutes.meeting.title},
        excerpt=made.text,
    )
    return made
