"""The people of a list are invited: at once when they are few, by a job when they are many."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User

from ...models import STEPS, Beginning, Network
from ...rules import may_invite
from ..jobs import invite_lines
from ..sending import AT_ONCE, invite_line
from .people import list_of


@transaction.atomic
def open_list(*, actor: User, network: Network) -> Beginning:
    """The list of people that a network invites with, also one that did not begin with a concept.

    Asked again it is the same list. Raises `PermissionDenied`.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_invite(actor, network):
        raise PermissionDenied
    return Beginning.objects.get_or_create(
        network=network,
        defaults={
            "owner": actor,
            "status": Beginning.Status.BEGUN,
            "step": len(STEPS),
            "name": network.name,
            "purpose": network.purpose,
            "cooperation_form": network.cooperation_form,
        },
    )[0]


@transaction.atomic
def invite_people(*, actor: User, beginning: Beginning) -> int:
    """Invite everybody on the list who is ready and was not yet; says how many. Twice invites nobody twice.

    More than 50 are invited by a job, in the name of `actor`; all or none of the others at once. Raises
    `PermissionDenied`, and `ValidationError` while a line is doubtful and the list asks for all or nothing.
    """
    beginning = list_of(actor, beginning)
    if beginning.network is None:
        raise PermissionDenied
    if beginning.whole and beginning.lines.doubtful().exists():
        raise ValidationError(_("Some lines have to be looked at, and you asked for all or nothing."))
    waiting = beginning.lines.ready()
    count = waiting.count()
    if count > AT_ONCE:
        beginning.inviting_since = timezone.now()
        beginning.save(update_fields=["inviting_since"])
        transaction.on_commit(lambda: invite_lines.enqueue(beginning.pk, actor.pk))
    else:
        for line in waiting.select_related("organisation"):
            invite_line(line, actor=actor)
    return count
