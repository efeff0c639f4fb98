import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.richtext.actions import attach, use
from community.richtext.models import Attachment

from .contacts.actions import stand_as
from .domains import named_domains
from .geography.placing import put_on_map
from .islands import pick_hue
from .merging.names import rename
from .models import Affiliation, Organisation, Venue
from .rules import may_edit_organisation


@transaction.atomic
def found_organisation(
    *, actor: User, used_hues: list[int] | None = None, domains: Iterable[str] = (), **fields: Any
) -> Organisation:
    """Add an organisation. It gets the free hue furthest from those already used around it, for ever.

    For the platform's staff. `domains` are words for what it works on. Raises `PermissionDenied`, and
    `ValidationError` by field, such as a slug that no address can have.
    """
    if not actor.is_staff:
        raise PermissionDenied
    if used_hues is None:
        used_hues = list(Organisation.objects.values_list("hue", flat=True))
    fields = {"partner_class": Organisation.usual_class(fields.get("kind", "")), **fields}
    organisation = Organisation(hue=pick_hue(used_hues), checked_at=timezone.now(), **fields)
    organisation.full_clean()
    put_on_map(organisation)
    organisation.save()
    organisation.domains.set(named_domains(domains))
    record(actor=actor, verb="organisations.founded", about=organisation)
    return organisation


@transaction.atomic
def affiliate(
    *, actor: User, person: User, organisation: Organisation, role: str = "staff", since: date | None = None
) -> Affiliation:
    """Somebody starts to work for an organisation; from now on its island stands beside their name.

    For the platform's staff: who is affiliated speaks for the organisation. Raises `PermissionDenied`.
    """
    if not actor.is_staff:
        raise PermissionDenied
    affiliation, _created = Affiliation.objects.update_or_create(
        person=person,
        organisation=organisation,
        until=None,
        defaults={
            "role": role,
            "since": since or timezone.localdate(),
            "confirmed_by": actor,
            "confirmed_at": timezone.now(),
        },
    )
    stand_as(affiliation)
    person.island, person.hue, person.works_at = organisation.slug, organisation.hue, organisation.name
    person.save(update_fields=["island", "hue", "works_at"])
    record(actor=actor, verb="organisations.affiliated", about=affiliation)
    return affiliation


@transaction.atomic
def change_organisation(*, actor: User, organisation: Organisation, **fields: Any) -> Organisation:
    """Save what the people of an organisation tell about it; `domains` are words.

    Its address stays under a new name, and it is found by the old one. Raises `PermissionDenied`.
    """
    if not may_edit_organisation(actor, organisation):
        raise PermissionDenied
    domains = fields.pop("domains", None)
    if "name" in fields:
        rename(organisation, fields["name"])
    for name, value in fields.items():
        setattr(organisation, name, value)
    if "municipality" in fields and not organisation.venues.exists():
        put_on_map(organisation)
        fields |= {"latitude": organisation.latitude, "longitude": organisation.longitude}
    organisation.save(update_fields=list(fields))
    if domains is not None:
        organisation.domains.set(named_domains(domains))
    record(actor=actor, verb="organisations.changed", about=organisation)
    return organisation


@transaction.atomic
def save_venue(
    *,
    actor: User,
    organisation: Organisation,
    venue: Venue,
    picture: UploadedFile | None = None,
    waiting: Iterable[Attachment] = (),
    remove_sketch: bool = False,
) -> Venue:
    """Add or change a place where the organisation can host; `picture` or what is `waiting` shows the way in.

    Raises `PermissionDenied`, and `ValidationError` for a file that is no picture.
    """
    if not may_edit_organisation(actor, organisation):
        raise PermissionDenied
    venue.organisation = organisation
    if remove_sketch:
        venue.sketch = None
    if picture:
        sketch: Attachment | None = attach(
            actor=actor, audience="public", upload=picture, client_id=uuid.uuid4()
        )
    else:
        sketch = next(iter(use(actor=actor, audience="public", files=list(waiting))), None)
    if sketch is not None:
        if not sketch.content_type.startswith("image/"):
            raise ValidationError(_("This is no picture. Choose a JPEG, PNG, GIF or WebP."))
        venue.sketch = sketch
    venue.save()
    if venue == organisation.venues.first():
        Organisation.objects.filter(pk=organisation.pk).update(
            latitude=venue.latitude, longitude=venue.longitude
        )
    record(actor=actor, verb="organisations.venue_saved", about=venue)
    return venue
