import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import recheck
from community.richtext.cleaning import clean_text
from community.richtext.images import shrink

from . import handles
from .models import Profile, User

PHOTO_SIDE = 256


@transaction.atomic
def change_profile(*, actor: User, user_fields: dict, profile_fields: dict) -> User:
    """Save what somebody changed about themselves. Raises `ValidationError` by field: `name` or `handle`."""
    changed = _checked(actor, user_fields)
    for name, value in changed.items():
        setattr(actor, name, value)
    try:
        with transaction.atomic():
            actor.save(update_fields=["name", "handle"])
    except IntegrityError as error:  # somebody else took the handle a moment ago
        actor.refresh_from_db(fields=["name", "handle"])
        raise ValidationError({"handle": _("Somebody else uses this handle. Choose another one.")}) from error
    Profile.objects.update_or_create(user=actor, defaults=profile_fields)
    record(actor=actor, verb="members.profile_changed", about=actor)
    return actor


def _checked(person: User, fields: dict) -> dict:
    """The name and the handle as they are kept, of those that are given."""
    checks = {
        "name": lambda name: User._meta.get_field("name").clean(" ".join(clean_text(name).split()), person),
        "handle": lambda handle: handles.checked(handle, owner=person),
    }
    kept, errors = {}, {}
    for name in checks.keys() & fields.keys():
        try:
            kept[name] = checks[name](fields[name])
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)
    return kept


@transaction.atomic
def change_photo(*, actor: User, upload=None) -> None:
    """Take a new photo (square, 256 px, without metadata), or none. Raises `ValidationError`."""
    old = actor.photo.name
    if upload is None:
        actor.photo = ""
    else:
        content, _size = shrink(upload, longest=PHOTO_SIDE, square=True)
        actor.photo.save(f"{uuid.uuid4().hex}.webp", content, save=False)
    actor.save(update_fields=["photo"])
    if old:
        transaction.on_commit(lambda: actor.photo.storage.delete(old))


@transaction.atomic
def change_settings(*, actor: User, language: str, theme: str, time_zone: str) -> User:
    """How the interface looks and speaks to this person."""
    actor.language, actor.theme, actor.time_zone = language, theme, time_zone
    actor.save(update_fields=["language", "theme", "time_zone"])
    return actor


@transaction.atomic
def deactivate(*, actor: User, person: User) -> None:
    """Close an account at once: pages, feeds and open sockets stop."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(actor=actor, verb="members.deactivated", about=person)
    recheck(person.pk)
