"""The programme of a meeting: its parts with their minutes, and what you will see at the host."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.richtext.actions import attach, use
from community.richtext.models import Attachment

from ..meetings import differences
from ..meetings.changing import announce_changes
from ..meetings.models import Meeting
from ..meetings.queries import locked
from ..meetings.rules import prepares
from ..meetings.standing import standing_of
from .methods import METHODS
from .models import AgendaItem

MOST_ITEMS, MOST_STOPS, MOST_DOCUMENTS = 30, 12, 12


def _changing(actor: User, meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if not prepares(standing_of(actor, meeting)):
        raise PermissionDenied
    return meeting


@transaction.atomic
def save_programme(*, actor: User, meeting: Meeting, rows: list[dict]) -> None:
    """Replace the parts by `rows`: dicts with id (None for a new part), title, minutes, note, method and presenter.

    Parts keep their id, so that notes stay with them. Raises `PermissionDenied`, `ValidationError`.
    """
    meeting = _changing(actor, meeting)
    if len(rows) > MOST_ITEMS:
        raise ValidationError(_("A programme has at most %(most)d parts.") % {"most": MOST_ITEMS})
    before = differences.state(meeting)
    known: dict[int | None, AgendaItem] = {item.pk: item for item in meeting.agenda.all()}
    kept = set()
    for position, row in enumerate(rows):
        item = known.get(row.get("id")) or AgendaItem(meeting=meeting)
        item.position, item.title, item.minutes = position, row["title"], row["minutes"]
        item.note, item.method = row.get("note", ""), row.get("method", "")
        item.presenter = row.get("presenter")
        item.save()
        kept.add(item.pk)
    meeting.agenda.exclude(pk__in=kept).delete()
    record(actor=actor, verb="events.programme_changed", about=meeting, network_id=meeting.network_id)
    announce_changes(actor, meeting, before)
    publish(f"meeting.{meeting.pk}", {"kind": "programme"})


@transaction.atomic
def add_method(*, actor: User, meeting: Meeting, key: str) -> AgendaItem:
    """Put a method of the library at the end of the programme, with its name and its minutes.

    Raises `PermissionDenied`, and `ValidationError` for an unknown method or when the programme is full.
    """
    meeting = _changing(actor, meeting)
    if key not in METHODS:
        raise ValidationError(_("We do not know this method."))
    if meeting.agenda.count() >= MOST_ITEMS:
        raise ValidationError(_("A programme has at most %(most)d parts.") % {"most": MOST_ITEMS})
    before, method, last = differences.state(meeting), METHODS[key], meeting.agenda.last()
    position = last.position + 1 if last else 0
    part = AgendaItem.objects.create(
        meeting=meeting, position=position, title=str(method.name), minutes=method.minutes, method=key
    )
    announce_changes(actor, meeting, before)
    publish(f"meeting.{meeting.pk}", {"kind": "programme"})
    return part


@transaction.atomic
def save_showcase(*, actor: User, meeting: Meeting, stops: list[dict], **fields: Any) -> None:
    """What the host shows: a few words (showcase), and stops (title, text, question); bring, catering and contact.

    What is not among `fields` stays as it is. Raises `PermissionDenied`, and `ValidationError` for too many stops.
    """
    meeting = _changing(actor, meeting)
    if len(stops) > MOST_STOPS:
        raise ValidationError(_("Show at most %(most)d things.") % {"most": MOST_STOPS})
    before = differences.state(meeting)
    meeting.stops = stops
    for name in ("showcase", "bring", "catering", "contact"):
        if name in fields:
            setattr(meeting, name, fields[name])
    meeting.save(update_fields=["showcase", "stops", "bring", "catering", "contact"])
    announce_changes(actor, meeting, before)
    record(actor=actor, verb="events.showcase_changed", about=meeting, network_id=meeting.network_id)


@transaction.atomic
def add_document(
    *,
    actor: User,
    meeting: Meeting,
    client_id: uuid.UUID,
    upload: File | None = None,
    waiting: Iterable[Attachment] = (),
) -> Attachment:
    """Add a picture or PDF for who takes part in the network, also when the meeting itself is open to everyone.

    It is sent now, or waited since it was sent with a form that was refused.

    Raises `PermissionDenied`, `ValidationError`.
    """
    meeting = _changing(actor, meeting)
    if meeting.network is None:
        raise PermissionDenied
    if meeting.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(_("A meeting has at most %(most)d documents.") % {"most": MOST_DOCUMENTS})
    audience = meeting.network.audience
    if upload is None:
        document = next(iter(use(actor=actor, audience=audience, files=list(waiting))), None)
    else:
        document = attach(actor=actor, audience=audience, upload=upload, client_id=client_id)
    if document is None:
        raise ValidationError(_("Choose a file first."))
    meeting.documents.add(document)
    return document


@transaction.atomic
def remove_document(*, actor: User, meeting: Meeting, document: Attachment) -> None:
    """Take a document from a meeting; its file goes too. Raises `PermissionDenied`."""
    meeting = _changing(actor, meeting)
    if not meeting.documents.filter(pk=document.pk).exists():
        raise PermissionDenied
    meeting.documents.remove(document)
    document.file.delete(save=False)
    document.delete()
