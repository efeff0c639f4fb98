"""What happens to invitations after they were sent, and links that many people come in with."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.emails import mailable
from community.members.models import User
from community.organisations.models import Organisation

from .. import rules
from ..actions.joining import works_for
from ..actions.people import add_participant
from ..models import Invitation, InvitationLink, Network, Participant
from ..opening.actions import send_once_more

MOST_PEOPLE = 200
MOST_DAYS = 90
#: Pressed again within this time, a mail is not written once more.
AT_ONCE = timedelta(minutes=1)


@transaction.atomic
def send_to(*, actor: User, invitation: Invitation, email: str) -> Invitation:
    """Send an invitation once more, to a better address if another is given; the link of the former mail ends.

    Pressed twice, one mail is sent. Raises `PermissionDenied`, and `ValidationError` by field or for who is in.
    """
    found = Invitation.objects.select_for_update(of=("self",)).select_related("network")
    invitation = found.get(pk=invitation.pk)
    if not rules.may_invite(actor, invitation.network):
        raise PermissionDenied
    if invitation.accepted_at:
        raise ValidationError(_("This person is in already."))
    email = mailable(email).lower()
    if email == invitation.email and invitation.is_open and timezone.now() - invitation.sent_at < AT_ONCE:
        return invitation
    others = invitation.network.invitations.waiting().filter(email=email).exclude(pk=invitation.pk)
    if others.exists():
        raise ValidationError({"email": _("Somebody was invited with this address already.")})
    Invitation.objects.filter(pk=invitation.pk).update(email=email)
    return send_once_more(actor=actor, invitation=invitation)[0]


def note_bounce(email: str) -> int:
    """A mail to this address came back for good: who invited it has to look. Returns how many invitations it had."""
    waiting = Invitation.objects.waiting().filter(email=email.lower(), bounced_at=None, opened_at=None)
    return waiting.update(bounced_at=timezone.now())


@transaction.atomic
def make_link(
    *, actor: User, network: Network, most: int, days: int, organisation: Organisation | None = None
) -> InvitationLink:
    """A link with which at most `most` people come in during `days` days, for one organisation or where each works.

    Raises `PermissionDenied`, and `ValidationError` by field.
    """
    if not rules.may_invite(actor, network):
        raise PermissionDenied
    if not 1 <= most <= MOST_PEOPLE:
        raise ValidationError({"most": _("Choose a number from 1 to 200.")})
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Choose a number of days from 1 to 90.")})
    link = InvitationLink.objects.create(
        network=network,
        organisation=organisation,
        made_by=actor,
        most=most,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(actor=actor, verb="networks.link_made", about=link, network_id=network.pk, most=most)
    return link


@transaction.atomic
def end_link(*, actor: User, link: InvitationLink) -> InvitationLink:
    """A link lets nobody in from now on. A second time changes nothing. Raises `PermissionDenied`."""
    link = InvitationLink.objects.select_for_update(of=("self",)).select_related("network").get(pk=link.pk)
    if not rules.may_invite(actor, link.network):
        raise PermissionDenied
    if link.ended_at is None:
        link.ended_at = timezone.now()
        link.save(update_fields=["ended_at"])
        record(actor=actor, verb="networks.link_ended", about=link, network_id=link.network_id)
    return link


@transaction.atomic
def join_by_link(*, actor: User, link: InvitationLink) -> Participant:
    """Come in with a link, for its organisation or for where one works. Who is in already stays as they are.

    Of several who take the last place at once, one gets it. Raises `PermissionDenied` when the link ended, is full,
    or its network is closed.
    """
    if not actor.is_authenticated or not actor.is_active:
        raise PermissionDenied
    found = InvitationLink.objects.select_for_update(of=("self",))
    link = found.select_related("network", "organisation").get(pk=link.pk)
    part = link.network.participants.active().filter(user=actor).first()
    if part is not None:
        return part
    if not link.is_open or link.network.closed_at is not None:
        raise PermissionDenied
    InvitationLink.objects.filter(pk=link.pk).update(used=F("used") + 1)
    organisation = link.organisation or works_for(actor)
    return add_participant(actor=actor, network=link.network, user=actor, organisation=organisation)
