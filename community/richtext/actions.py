import hashlib
import re
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import audiences
from .cleaning import clean_text
from .images import shrink
from .models import Attachment, Draft
from .places import Place

if TYPE_CHECKING:
    from community.members.models import User

LONGEST_SIDE = 1600
MOST_DRAFTS = 200  # of one person; the page of drafts says so
#: How a file is called that is meant to be a picture.
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif"}
#: A calendar waits until its form was read, and hangs from nothing.
CALENDAR = "text/calendar"


def attach(*, actor: "User", audience: str, upload: File, client_id: uuid.UUID) -> Attachment:
    """Keep a picture or a PDF for `audience`. The same `client_id` gives the same attachment.

    Raises `PermissionDenied` when the actor may not write there, `ValidationError` for a file we refuse.
    """
    if not audiences.may_write(actor, audience):
        raise PermissionDenied
    return _keep(actor, audience, upload, client_id)


def _keep(
    actor: "User | None", audience: str, upload: File, client_id: uuid.UUID, waiting: bool = False
) -> Attachment:
    if existing := Attachment.objects.filter(owner=actor, client_id=client_id).first():
        return existing
    stem = re.sub(r"[^\w-]+", "-", clean_text(upload.name or "").rsplit(".", 1)[0]).strip("-")[:80] or "file"
    content: File
    size: tuple[int | None, int | None] = (None, None)
    head = upload.read(5)
    upload.seek(0)
    if head == b"%PDF-" or waiting and head == b"BEGIN":
        if upload.size > settings.LARGEST_UPLOAD:
            raise ValidationError(_("This file is larger than 12 MB. Choose a smaller one."), code="too_big")
        content = upload
        kind, extension = ("application/pdf", "pdf") if head == b"%PDF-" else (CALENDAR, "ics")
    else:
        try:
            content, size = shrink(upload, longest=LONGEST_SIDE)
        except ValidationError as refused:
            raise _no_picture(upload, refused) from refused
        kind, extension = "image/webp", "webp"
    attachment = Attachment(
        owner=actor,
        audience=audience,
        name=f"{stem}.{extension}",
        content_type=kind,
        size=content.size,
        width=size[0],
        height=size[1],
        client_id=client_id,
        waiting=waiting,
    )
    attachment.file.save(f"{uuid.uuid4().hex}.{extension}", content, save=False)
    attachment.save(force_insert=True)
    return attachment


def _no_picture(upload: File, refused: ValidationError) -> ValidationError:
    """What is neither a picture nor a PDF is called by its name."""
    if refused.code != "no_picture" or Path(upload.name or "").suffix.lower() in PICTURES:
        return refused
    said = _("“%(name)s” is no picture and no PDF. Save it as a PDF, and add that.")
    return ValidationError(said, code="no_picture", params={"name": clean_text(upload.name or "")[-80:]})


def let_wait(*, actor: "User | None", upload: File, once: str) -> Attachment:
    """Keep a file that came with a form that could not be taken: for its owner alone, for a day.

    Nobody sees one without an `actor` until somebody proves to be its sender (`give_to`).

    The same file sent twice with the same form (`once`) is one; a form without such a word may send it again. Raises
    `ValidationError` for a file we refuse.
    """
    client_id = uuid.uuid4()
    if once:
        upload.seek(0)
        digest = hashlib.file_digest(upload, "sha256").hexdigest()
        client_id = uuid.uuid5(uuid.NAMESPACE_OID, f"{once} {digest}")
    upload.seek(0)
    return _keep(actor, f"person:{actor.pk if actor else 0}", upload, client_id, waiting=True)


def give_to(*, owner: "User", keys: list[str]) -> None:
    """The files without an owner among `keys`, sent by `owner` while signed out, are theirs from now on."""
    for attachment in Attachment.objects.filter(owner=None, waiting=True):
        if str(attachment.pk) not in keys:
            continue
        attachment.owner, attachment.audience = owner, f"person:{owner.pk}"
        with suppress(IntegrityError), transaction.atomic():  # the same file with the same form waits already
            attachment.save(update_fields=["owner", "audience"])


def waiting_files(*, owner: "User", keys: list[str]) -> list[Attachment]:
    """The files of `owner` that wait, of those that a form names."""
    if not keys:
        return []
    found = Attachment.objects.filter(owner=owner, waiting=True).order_by("created_at")
    return [attachment for attachment in found if str(attachment.pk) in keys]


def use(*, actor: "User", audience: str, files: list[Attachment]) -> list[Attachment]:
    """From now on these files hang from something that `audience` reads. Raises `PermissionDenied`."""
    if files and not audiences.may_write(actor, audience):
        raise PermissionDenied
    own = (
        Attachment.objects.select_for_update()
        .filter(owner=actor, waiting=True)
        .exclude(content_type=CALENDAR)
    )
    used = list(own.filter(pk__in=[attachment.pk for attachment in files]).order_by("created_at"))
    own.filter(pk__in=[attachment.pk for attachment in used]).update(audience=audience, waiting=False)
    return used


def throw_away(*, actor: "User", files: list[Attachment]) -> None:
    """Files that waited and are not wanted after all, gone from the disk too."""
    for attachment in files:
        if attachment.owner_id == actor.pk and attachment.waiting:
            attachment.delete()
            attachment.file.delete(save=False)


@transaction.atomic
def keep_draft(
    *, actor: "User", place: Place, fields: dict[str, list[str]], unsent_at: datetime | None = None
) -> Draft:
    """Remember what the actor wrote on the page at `place`; with `unsent_at` it was sent then, and not taken.

    What was written on another page stays beside it; of more than 200 the oldest goes. Words that are there already
    change nothing; what was sent and not taken also holds what no browser keeps, such as ticks.
    """
    draft = _of_page(actor, place)
    if draft is None:
        draft, _new = Draft.objects.get_or_create(
            owner=actor, place=place.name, opened=place.writer, defaults={"version": 0}
        )
        oldest = Draft.objects.filter(owner=actor).exclude(pk=draft.pk).order_by("-updated_at", "-pk")
        Draft.objects.filter(pk__in=list(oldest.values_list("pk", flat=True)[MOST_DRAFTS - 1 :])).delete()
    elif unsent_at is None and (
        fields == draft.fields or draft.unsent_at and fields.items() <= draft.fields.items()
    ):
        return draft
    draft.opened, draft.page, draft.action, draft.shown = place.writer, place.page, place.action, place.shown
    draft.fields, draft.unsent_at, draft.updated_at = fields, unsent_at, unsent_at or timezone.now()
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def forget_draft(*, actor: "User", place: Place) -> Draft | None:
    """What was written on the page at `place` was sent, or is not wanted any more. Answers what is gone.

    None when there is nothing, or when it was written on elsewhere since this page was opened.
    """
    if draft := _of_page(actor, place):
        Draft.objects.filter(pk=draft.pk).delete()
    return draft


def _of_page(actor: "User", place: Place) -> Draft | None:
    """The draft that this page writes in: its own, or the one it began with, if that is still as it was shown."""
    drafts = Draft.objects.select_for_update().filter(owner=actor, place=place.name)
    own = drafts.filter(opened=place.writer).first()
    if own is None and place.begun:
        key, version = place.begun
        own = drafts.filter(pk=key, version=version).first()
    return own
