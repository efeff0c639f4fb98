import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.richtext.actions import attach, use
from community.richtext.models import Attachment

from ..closing.refusing import refuse
from ..models import DocumentVersion, Network, NetworkDocument
from .rules import may_add_document, may_change_document, may_restore_document

MOST_DOCUMENTS = 500


@transaction.atomic
def add_document(
    *,
    actor: User,
    network: Network,
    title: str,
    client_id: uuid.UUID,
    folder: str = "",
    visibility: str = "network",
    upload: File | None = None,
    waiting: Iterable[Attachment] = (),
) -> NetworkDocument:
    """Keep a file for who may see it. It is sent now, or waited since it was sent with a form that was refused.

    Sent twice it exists once. Raises `PermissionDenied`, and `ValidationError` for a file we refuse or none at all.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_add_document(actor, network):
        refuse(network)
    if existing := _sent_before(actor, client_id):
        return existing.document
    if network.documents.filter(removed_at=None).count() >= MOST_DOCUMENTS:
        raise ValidationError(_("A network has at most %(most)d documents.") % {"most": MOST_DOCUMENTS})
    document = NetworkDocument.objects.create(
        network=network, title=title, folder=folder, visibility=visibility, made_by=actor
    )
    _put(document, actor, client_id, upload, waiting)
    return document


@transaction.atomic
def add_version(
    *,
    actor: User,
    document: NetworkDocument,
    client_id: uuid.UUID,
    upload: File | None = None,
    waiting: Iterable[Attachment] = (),
) -> DocumentVersion:
    """A document is another file from now on; what it was stays to read. Sent twice it exists once.

    Raises `PermissionDenied`, and `ValidationError` for a file we refuse or none at all.
    """
    document = _locked(document)
    if document.removed_at or not may_change_document(actor, document):
        refuse(document.network)
    return _sent_before(actor, client_id) or _put(document, actor, client_id, upload, waiting)


def _locked(document: NetworkDocument) -> NetworkDocument:
    found = NetworkDocument.objects.select_for_update(of=("self",)).select_related("network")
    return found.get(pk=document.pk)


def _sent_before(actor: User, client_id: uuid.UUID) -> DocumentVersion | None:
    sent = DocumentVersion.objects.filter(file__owner=actor, file__client_id=client_id)
    return sent.select_related("document").first()


def _put(
    document: NetworkDocument,
    actor: User,
    client_id: uuid.UUID,
    upload: File | None,
    waiting: Iterable[Attachment],
) -> DocumentVersion:
    if upload is None:
        file = next(iter(use(actor=actor, audience=document.audience, files=list(waiting))), None)
    else:
        file = attach(actor=actor, audience=document.audience, upload=upload, client_id=client_id)
    if file is None:
        raise ValidationError({"file": _("Choose a file first.")})
    last = document.versions.first()
    made = document.versions.create(number=last.number + 1 if last else 1, file=file, by=actor)
    record(
        actor=actor, verb="networks.document_kept", about=document, network_id=document.network_id,
        version=made.number,
    )  # fmt: skip
    return made


@transaction.atomic
def remove_document(*, actor: User, document: NetworkDocument) -> None:
    """Take a document away: all its versions are gone at once, and can be brought back. Raises `PermissionDenied`."""
    document = _locked(document)
    if document.removed_at:
        return
    if not may_change_document(actor, document):
        raise PermissionDenied
    document.removed_at, document.removed_by = timezone.now(), actor
    document.save(update_fields=["removed_at", "removed_by"])
    _files(document).update(hidden_at=document.removed_at)
    record(actor=actor, verb="networks.document_removed", about=document, network_id=document.network_id)


@transaction.atomic
def restore_document(*, actor: User, document: NetworkDocument) -> None:
    """Undo: a document is there again, with all its versions. Raises `PermissionDenied`."""
    document = _locked(document)
    if not may_restore_document(actor, document):
        raise PermissionDenied
    document.removed_at, document.removed_by = None, None
    document.save(update_fields=["removed_at", "removed_by"])
    _files(document).update(hidden_at=None)
    record(actor=actor, verb="networks.document_restored", about=document, network_id=document.network_id)


def _files(document: NetworkDocument) -> QuerySet[Attachment]:
    return Attachment.objects.filter(pk__in=document.versions.values("file"))
