"""The people of a list are invited: at once when they are few, by a job when they are many."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.members.models import User

from ...models import Beginning
from ..jobs import invite_lines
from ..sending import invite_line
from .people import list_of

AT_ONCE = 50  # invitations that are written while somebody waits


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
        transaction.on_commit(lambda: invite_lines.enqueue(beginning.pk, actor.pk))
    else:
        for line in waiting.select_related("organisation"):
            invite_line(line, actor=actor)
    return count
