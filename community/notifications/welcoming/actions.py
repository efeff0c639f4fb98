from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.addresses import absolute
from community.journal.actions import record
from community.members.actions import create_account
from community.members.models import User
from community.members.rules import may_manage_account
from community.organisations.actions import affiliate
from community.organisations.models import Organisation

from ..actions import mail_to_address


@transaction.atomic
def invite_to_platform(
    *,
    actor: User,
    name: str,
    email: str,
    organisation: Organisation | None = None,
    role: str = "staff",
    words: str = "",
) -> User:
    """Make an account for somebody, say where they work, and mail how to come in, with some words of one's own.

    Raises `PermissionDenied`, and `ValidationError` by field: `name` or `email`.
    """
    person = create_account(actor=actor, name=name, email=email)
    if organisation:
        affiliate(actor=actor, person=person, organisation=organisation, role=role)
    _mail(actor, person, words)
    return person


@transaction.atomic
def invite_again(*, actor: User, person: User) -> User:
    """Mail once more how to come in, to somebody who never did. Raises `PermissionDenied`."""
    if not may_manage_account(actor, person) or person.last_login or not person.is_active:
        raise PermissionDenied
    record(actor=actor, verb="members.invited_again", about=person)
    _mail(actor, person, "")
    return person


def _mail(actor: User, person: User, words: str) -> None:
    with override(person.language):
        subject = _("%(name)s made an account on Vonder for you") % {"name": actor.name}
    mail_to_address(
        to=person.email,
        subject=subject,
        template="notifications/welcoming/account",
        context={"actor": actor, "person": person, "words": words, "url": absolute(reverse("account_login"))},
        language=person.language,
    )
