import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.live.hub import recheck
from community.richtext.cleaning import clean_text
from community.richtext.images import shrink

from . import handles, rules, signals
from .emails import mailable
from .languages import KNOWN
from .models import Profile, Spoken, User

PHOTO_SIDE = 256


@transaction.atomic
def change_profile(
    *, actor: User, user_fields: dict, profile_fields: dict, languages: Iterable[str] | None = None
) -> User:
    """Save what somebody changed about themselves; `languages` are codes, None leaves them as they are.

    Raises `ValidationError` by field: `name` or `handle`.
    """
    changed = _checked(actor, user_fields)
    for name, value in changed.items():
        setattr(actor, name, value)
    try:
        with transaction.atomic():
            actor.save(update_fields=["name", "handle"])
    except IntegrityError as error:  # somebody else took the handle a moment ago
        actor.refresh_from_db(fields=["name", "handle"])
        raise ValidationError({"handle": _("Somebody else uses this handle. Choose another one.")}) from error
    profile, _created = Profile.objects.update_or_create(user=actor, defaults=profile_fields)
    if languages is not None:
        _speak(profile, set(languages))
    record(actor=actor, verb="members.profile_changed", about=actor)
    return actor


def checked_name(name: str) -> str:
    """A name as it is kept: on one line, without marks that cannot be seen. Raises `ValidationError`."""
    return User._meta.get_field("name").clean(" ".join(clean_text(name).split()), None)


def _speak(profile: Profile, codes: set[str]) -> None:
    """These are the languages that somebody speaks, no others."""
    profile.spoken.exclude(code__in=codes).delete()
    known = [Spoken(profile=profile, code=code) for code in sorted(codes) if code in KNOWN]
    Spoken.objects.bulk_create(known, ignore_conflicts=True)


def _checked(person: User | None, fields: dict) -> dict:
    """The name and the handle as they are kept, of those that are given."""
    checks = {
        "name": checked_name,
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
def change_photo(*, actor: User, upload: UploadedFile | None = None) -> None:
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
    """Close an account at once: pages, feeds and open sockets stop. What somebody wrote or attended stays; what they
    would come to is free for others.

    Raises `PermissionDenied`.
    """
    if actor != person and not rules.may_manage_account(actor, person):
        raise PermissionDenied
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(actor=actor, verb="members.deactivated", about=person)
    signals.account_closed.send(sender=User, person=person)
    recheck(person.pk)


@transaction.atomic
def reactivate(*, actor: User, person: User) -> None:
    """Open an account that was closed. Raises `PermissionDenied`."""
    if not rules.may_manage_account(actor, person):
        raise PermissionDenied
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(actor=actor, verb="members.reactivated", about=person)


@transaction.atomic
def create_account(
    *, actor: User, name: str, email: str, groups: Iterable[Group] = (), **rights: bool
) -> User:
    """Make an account for somebody, who signs in with a code by mail. `rights`: is_staff, is_superuser.

    Only administrators give groups and rights. Raises `PermissionDenied`, and `ValidationError` by field: `name` or
    `email`.
    """
    groups = list(groups)
    given = bool(groups) or any(rights.values())
    if not rules.may_add_account(actor) or (given and not rules.may_give_rights(actor)):
        raise PermissionDenied
    name = _checked(None, {"name": name})["name"]
    try:
        email = mailable(email.lower())
    except ValidationError as error:
        raise ValidationError({"email": error}) from error
    taken = EmailAddress.objects.filter(email__iexact=email).exists()
    if taken or User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Somebody with this e-mail address has an account already.")})
    person = User.objects.create_user(email, name=name, **rights)
    EmailAddress.objects.create(user=person, email=email, primary=True)  # proven by the first code
    person.groups.set(groups)
    record(actor=actor, verb="members.account_created", about=person)
    return person


@transaction.atomic
def open_account(*, email: str, language: str) -> User:
    """An account for whoever proved that mail to this address reaches them. They say their name later.

    Called by actions that hold the proof. Raises `ValidationError` for an address that no mail can reach.
    """
    person = User.objects.create_user(email, language=language)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(actor=person, verb="members.account_opened", about=person)
    return person


@transaction.atomic
def change_account(
    *,
    actor: User,
    person: User,
    name: str,
    is_active: bool,
    groups: Iterable[Group] | None = None,
    **rights: bool,
) -> User:
    """What an administrator changes about somebody; the e-mail address and password are their own affair.

    `rights`: is_staff, is_superuser. What is not given (groups: None) stays. Only administrators change groups
    and rights; nobody closes themselves or changes their own rights here. Raises `PermissionDenied`, and
    `ValidationError` by field.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    changed = {right for right, value in rights.items() if getattr(person, right) != value}
    groups_now = set(person.groups.all())
    groups_then = groups_now if groups is None else set(groups)
    given = changed or groups_then != groups_now
    if not rules.may_manage_account(actor, person) or (given and not rules.may_give_rights(actor)):
        raise PermissionDenied
    if actor == person and (changed or not is_active):
        raise PermissionDenied
    for field, value in (_checked(person, {"name": name}) | rights).items():
        setattr(person, field, value)
    person.save(update_fields=["name", *rights])
    if groups_then != groups_now:
        person.groups.set(groups_then)
    record(actor=actor, verb="members.account_changed", about=person)
    if is_active != person.is_active:
        (reactivate if is_active else deactivate)(actor=actor, person=person)
    recheck(person.pk)
    return person


@transaction.atomic
def give_role(*, actor: User, person: User, role: Group) -> None:
    """Somebody becomes an editor in what this group may do. Raises `PermissionDenied`: only administrators do it."""
    if not rules.may_give_rights(actor):
        raise PermissionDenied
    person.groups.add(role)
    record(actor=actor, verb="members.role_given", about=person)
    recheck(person.pk)
