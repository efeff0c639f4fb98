"""Ways into a network: an invitation by mail, or a request that is answered."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.members.emails import mailable
from community.members.models import Anyone, User
from community.organisations.models import Organisation

from .. import rules, signals
from ..models import Invitation, JoinRequest, Network, Participant, token_hash
from .people import add_participant

INVITATION_DAYS = 30


@transaction.atomic
def invite(
    *,
    actor: User,
    network: Network,
    email: str,
    organisation: Organisation | None = None,
    role: str = "member",
    name: str = "",
    words: str = "",
) -> tuple[Invitation, str]:
    """Invite somebody by mail. Returns the invitation and its secret token, which is not kept.

    `name` is how others know them, for the list; `words` of one's own stand in the mail. Raises `PermissionDenied`,
    and `ValidationError` for an address that cannot be mailed.
    """
    if not rules.may_invite_as(actor, network, role):
        raise PermissionDenied
    email = mailable(email)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        network=network,
        email=email.lower(),
        organisation=organisation,
        role=role,
        name=name,
        words=words,
        token_hash=token_hash(token),
        invited_by=actor,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(actor=actor, verb="networks.invited", about=invitation, network_id=network.pk)
    signals.invited.send(sender=Invitation, invitation=invitation, token=token, actor=actor)
    return invitation, token


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link while it works: not used, not withdrawn, not expired."""
    invitation = (
        Invitation.objects.select_related("network", "invited_by", "organisation")
        .filter(token_hash=token_hash(token))
        .first()
    )
    return invitation if invitation and invitation.is_open and invitation.network.closed_at is None else None


def invitation_of(user: Anyone, number: int) -> Invitation | None:
    """An invitation that works still and is for this person, by its key: what they find without its secret link."""
    found = Invitation.objects.waiting().select_related("network", "invited_by", "organisation")
    invitation = found.filter(pk=number, network__closed_at=None).first()
    return invitation if invitation and rules.is_invited(user, invitation) else None


@transaction.atomic
def accept_invitation(*, actor: User, token: str) -> Participant:
    """Join by an invitation, for the organisation that it names; who takes part already keeps their role.

    Raises `PermissionDenied` when it is used, expired, taken back, or for somebody else.
    """
    return take_invitation(actor=actor, invitation=open_invitation(token))


@transaction.atomic
def take_invitation(*, actor: User, invitation: Invitation | None) -> Participant:
    """Join by an invitation that one has before one, found by its link or among one's own.

    Raises `PermissionDenied` when there is none, it is used, or for somebody else.
    """
    if invitation is None or not rules.is_invited(actor, invitation):
        raise PermissionDenied
    still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    taken = still.update(accepted_at=timezone.now())
    if not taken:
        raise PermissionDenied
    part = invitation.network.participants.active().filter(user=actor).first()
    participant = add_participant(
        actor=actor,
        network=invitation.network,
        user=actor,
        role=part.role if part and part.role != Participant.Role.GUEST else invitation.role,
        organisation=invitation.organisation or (part.organisation if part else works_for(actor)),
    )
    if part is None:
        signals.came_in.send(sender=Participant, participant=participant, invited_by=invitation.invited_by)
    return participant


def works_for(user: User) -> Organisation | None:
    """The organisation that stands beside somebody's name."""
    found = user.affiliations.current().select_related("organisation")
    own = [one.organisation for one in found]
    return next((one for one in own if one.slug == user.island), own[0] if own else None)


@transaction.atomic
def ask_to_join(
    *, actor: User, network: Network, motivation: str, answers: Sequence[tuple[str, str]] = ()
) -> JoinRequest:
    """Ask to take part, with answers to the questions of the network. Asking twice changes nothing.

    Raises `PermissionDenied`.
    """
    waiting = network.join_requests.filter(user=actor.pk, status=JoinRequest.Status.WAITING).first()
    if waiting:
        return waiting
    if not rules.may_ask_to_join(actor, network):
        raise PermissionDenied
    try:
        with transaction.atomic():
            request = network.join_requests.create(
                user=actor, motivation=motivation, answers=[list(one) for one in answers]
            )
    except IntegrityError:
        return network.join_requests.get(user=actor, status=JoinRequest.Status.WAITING)
    record(actor=actor, verb="networks.join_requested", about=request, network_id=network.pk)
    signals.join_requested.send(sender=JoinRequest, join_request=request, actor=actor)
    return request


@transaction.atomic
def answer_request(
    *,
    actor: User,
    request: JoinRequest,
    approve: bool,
    organisation: Organisation | None = None,
    role: str = "member",
    reply: str = "",
) -> JoinRequest:
    """Let somebody in for an organisation (where they work, unless it is named), or decline with a sentence.

    The same answer of the same person a second time changes nothing. Raises `PermissionDenied`, and `ValidationError`
    when somebody else was first or a no has no sentence.
    """
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if role not in rules.JOINING_AS or not rules.may_answer_requests(actor, request.network):
        raise PermissionDenied
    status = JoinRequest.Status.APPROVED if approve else JoinRequest.Status.DECLINED
    if request.status != JoinRequest.Status.WAITING:
        if (request.status, request.answered_by_id) == (status, actor.pk):
            return request
        raise ValidationError(_who_was_first(request))
    reply = "" if approve else reply.strip()
    if not approve and not reply:
        raise ValidationError({"reply": _("Write what they read. Say what is possible too.")})
    request.status, request.reply = status, reply
    request.answered_by, request.answered_at = actor, timezone.now()
    request.save(update_fields=["status", "reply", "answered_by", "answered_at"])
    if approve:
        participant = add_participant(
            actor=actor,
            network=request.network,
            user=request.user,
            role=_kept_role(request, role),
            organisation=organisation or works_for(request.user),
        )
        signals.came_in.send(sender=Participant, participant=participant, invited_by=actor)
    record(
        actor=actor,
        verb="networks.join_answered",
        about=request,
        network_id=request.network_id,
        approved=approve,
    )
    signals.join_answered.send(sender=JoinRequest, join_request=request, actor=actor)
    return request


def _kept_role(request: JoinRequest, role: str) -> str:
    """Who came in by another way meanwhile keeps the role they have."""
    part = request.network.participants.active().filter(user=request.user).first()
    return part.role if part and part.role != Participant.Role.GUEST else role


def _who_was_first(request: JoinRequest) -> str:
    """Somebody else answered a moment ago, in a sentence."""
    words = {
        "name": request.answered_by.first_name if request.answered_by else _("Somebody"),
        "who": request.user.first_name,
        "time": date_format(timezone.localtime(request.answered_at), "j F, H:i")
        if request.answered_at
        else "",
    }
    if request.status == JoinRequest.Status.APPROVED:
        return _("%(name)s let %(who)s in on %(time)s.") % words
    return _("%(name)s declined %(who)s on %(time)s.") % words
