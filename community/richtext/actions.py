import re
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from . import audiences
from .cleaning import MOST_BYTES, clean_text
from .images import shrink
from .models import Attachment, Draft

LONGEST_SIDE = 1600
MOST_FILE_BYTES = 12_000_000


def attach(*, actor, audience: str, upload, client_id: uuid.UUID) -> Attachment:
    """Keep a picture or a PDF for `audience`. The same `client_id` gives the same attachment.

    Raises `PermissionDenied` when the actor may not write there, `ValidationError` for a file we refuse.
    """
    if not audiences.may_write(actor, audience):
        raise PermissionDenied
    if existing := Attachment.objects.filter(owner=actor, client_id=client_id).first():
        return existing
    stem = re.sub(r"[^\w-]+", "-", clean_text(upload.name or "").rsplit(".", 1)[0]).strip("-")[:80] or "file"
    head = upload.read(5)
    upload.seek(0)
    if head == b"%PDF-":
        if upload.size > MOST_FILE_BYTES:
            raise ValidationError(_("This file is larger than 12 MB. Choose a smaller one."), code="too_big")
        content, size, kind, extension = upload, (None, None), "application/pdf", "pdf"
    else:
        content, size = shrink(upload, longest=LONGEST_SIDE)
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
    )
    attachment.file.save(f"{uuid.uuid4().hex}.{extension}", content, save=False)
    attachment.save(force_insert=True)
    return attachment


def keep_draft(*, actor, place: str, title: str = "", body: str = "") -> Draft | None:
    """Remember what the actor is writing at `place`; empty text forgets it."""
    if not (title.strip() or body.strip()):
        Draft.objects.filter(owner=actor, place=place).delete()
        return None
    if len(body) > MOST_BYTES:
        raise ValidationError(_("This text is too long. Make it shorter or split it in two."))
    draft, _created = Draft.objects.update_or_create(
        owner=actor, place=place[:80], defaults={"title": clean_text(title)[:200], "body": body}
    )
    return draft
