import uuid

from django.db import transaction

from community.journal.actions import record
from community.live.hub import recheck
from community.richtext.images import shrink

from .models import Profile, User

PHOTO_SIDE = 256


@transaction.atomic
def change_profile(*, actor: User, user_fields: dict, profile_fields: dict) -> User:
    """Save what somebody changed about themselves."""
    for name in ("name", "handle"):
        if name in user_fields:
            setattr(actor, name, user_fields[name])
    actor.save(update_fields=["name", "handle"])
    Profile.objects.update_or_create(user=actor, defaults=profile_fields)
    record(actor=actor, verb="members.profile_changed", about=actor)
    return actor


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
