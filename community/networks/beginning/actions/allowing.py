"""Who starts networks without asking."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.models import User

from ...models import Network
from ...rules import MAY_START
from .. import rules


@transaction.atomic
def allow_starting(*, actor: User, person: User, allowed: bool = True) -> None:
    """Somebody may start networks without asking from now on, or has to propose them again.

    Saying the same twice changes nothing. Raises `PermissionDenied`.
    """
    if not rules.may_allow_starting(actor):
        raise PermissionDenied
    kind = ContentType.objects.get_for_model(Network)
    right = Permission.objects.get(content_type=kind, codename=MAY_START.rpartition(".")[2])
    if person.user_permissions.filter(pk=right.pk).exists() == allowed:
        return
    if allowed:
        person.user_permissions.add(right)
    else:
        person.user_permissions.remove(right)
    record(actor=actor, verb="networks.starting_allowed", about=person, allowed=allowed)
    touch(f"reader.{person.pk}")
