import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.live.hub import recheck
from community.members.emails import mailable
from community.members.models import User
from community.organisations.islands import pick_hue
from community.organisations.models import Organisation

from . import rules, signals
from .models import Agreement, Invitation, JoinRequest, Membership, Network, Participant, Signature

INVITATION_DAYS = 30


@transaction.atomic
def start_network(
    *, actor: User, facilitator: User, started_on: date | None = None, **fields: Any
) -> Network:
    """Start a network with its first facilitator. Rooms above give it a board and a chat room.

    Raises `PermissionDenied`, and `ValidationError` by field, such as a slug that no address can have.
    """
    if not actor.is_staff:
        raise PermissionDenied
    hue = pick_hue(list(Network.objects.values_list("hue", flat=True)))
    network = Network(hue=hue, started_on=started_on or timezone.localdate(), **fields)
    network.full_clean()
    network.save()
    record(actor=actor, verb="networks.started", about=network, network_id=network.pk)
    signals.network_started.send(sender=Network, network=network, actor=actor)
    add_participant(actor=actor, network=network, user=facilitator, role=Participant.Role.FACILITATOR)
    return network


@transaction.atomic
def add_member_organisation(
    *, actor: User, network: Network, organisation: Organisation, since: date | None = None
) -> Membership:
    """An organisation becomes a member. Raises `PermissionDenied`."""
    if not (actor.is_staff or rules.facilitates(actor, network)):
        raise PermissionDenied
    membership, created = Membership.objects.get_or_create(
        network=network,
        organisation=organisation,
        until=None,
        defaults={"since": since or timezone.localdate()},
    )
    if created:
        record(actor=actor, verb="networks.organisation_joined", about=membership, network_id=network.pk)
    return membership


@transaction.atomic
def end_membership(*, actor: User, network: Network, organisation: Organisation, until: date) -> Membership:
    """An organisation is a member until `until` (exclusive); its people stop taking part on that day.

    Facilitators stay, whatever organisation they are of. Raises `PermissionDenied`, and `ValidationError` for a day
    before it became a member or when it is no member.
    """
    if not (actor.is_staff or rules.facilitates(actor, network)):
        raise PermissionDenied
    membership = (
        network.memberships.select_for_update().filter(organisation=organisation).order_by("since").last()
    )
    if membership is None or (membership.until and membership.until <= timezone.localdate()):
        raise ValidationError(_("This organisation is no member any more."))
    if until <= membership.since:
        raise ValidationError(_("An organisation leaves after the day it became a member."))
    membership.until = until
    membership.save(update_fields=["until"])
    record(
        actor=actor,
        verb="networks.organisation_leaves",
        about=membership,
        network_id=network.pk,
        until=until.isoformat(),
    )
    for participant in gone_with_their_organisation().filter(network=network):
        _leave(participant, actor=None)
    return membership


@transaction.atomic
def stay(*, actor: User, network: Network, organisation: Organisation) -> Membership:
    """An organisation that would leave on a day to come stays after all.

    Raises `PermissionDenied`, and `ValidationError` when it is no member any more.
    """
    if not (actor.is_staff or rules.facilitates(actor, network)):
        raise PermissionDenied
    membership = network.memberships.filter(organisation=organisation, until__gt=timezone.localdate()).last()
    if membership is None:
        raise ValidationError(_("This organisation is no member any more."))
    membership.until = None
    membership.save(update_fields=["until"])
    record(actor=actor, verb="networks.organisation_stays", about=membership, network_id=network.pk)
    return membership


def set_hosting(*, actor: User, network: Network, organisation: Organisation, hosts: bool) -> None:
    """Whether an organisation takes its turn as host. One without a room takes another task, and owes no turn.

    Raises `PermissionDenied`.
    """
    if not (actor.is_staff or rules.facilitates(actor, network)):
        raise PermissionDenied
    for membership in network.memberships.filter(organisation=organisation, until=None):
        membership.exempt_from_hosting = not hosts
        membership.save(update_fields=["exempt_from_hosting"])
        record(
            actor=actor, verb="networks.hosting_changed", about=membership, network_id=network.pk, hosts=hosts
        )


def gone_with_their_organisation() -> QuerySet[Participant]:
    """Who takes part for an organisation that is no member any more; facilitators stay."""
    own = Membership.objects.filter(network=OuterRef("network"), organisation=OuterRef("organisation"))
    parts = Participant.objects.active().exclude(role=Participant.Role.FACILITATOR)
    parts = parts.filter(Exists(own.filter(until__lte=timezone.localdate())), ~Exists(own.current()))
    return parts.select_related("network", "user")


def end_participation(participant: Participant) -> int:
    """Somebody leaves with their organisation. Returns 1."""
    _leave(participant, actor=None)
    return 1


def add_participant(
    *,
    actor: User | None,
    network: Network,
    user: User,
    role: str = "member",
    organisation: Organisation | None = None,
) -> Participant:
    """Somebody takes part from now on (again). Called by actions that checked the right to do so."""
    participant, _created = Participant.objects.update_or_create(
        network=network,
        user=user,
        defaults={
            "role": role,
            "organisation": organisation,
            "left_at": None,
            "joined_at": timezone.now(),
        },
    )
    record(actor=actor, verb="networks.joined", about=participant, network_id=network.pk, role=role)
    signals.participant_joined.send(sender=Participant, participant=participant, actor=actor)
    touch(f"reader.{user.pk}")
    recheck(user.pk)
    return participant


@transaction.atomic
def remove_participant(*, actor: User, participant: Participant) -> None:
    """Somebody leaves, or is asked to. Pages, feeds, downloads and open sockets stop at once.

    Raises `PermissionDenied`, and `ValidationError` for the last facilitator.
    """
    network = Network.objects.select_for_update().get(pk=participant.network_id)
    if actor.pk != participant.user_id and not rules.facilitates(actor, network):
        raise PermissionDenied
    if rules.is_last_facilitator(participant, network):
        raise ValidationError(_("A network keeps at least one facilitator. Name another one first."))
    _leave(participant, actor=actor)


def _leave(participant: Participant, *, actor: User | None) -> None:
    participant.left_at, participant.left_by = timezone.now(), actor
    participant.save(update_fields=["left_at", "left_by"])
    record(actor=actor, verb="networks.left", about=participant, network_id=participant.network_id)
    signals.participant_left.send(sender=Participant, participant=participant, actor=actor)
    touch(f"reader.{participant.user_id}")
    recheck(participant.user_id)


def token_hash(token: str) -> str:
    """What is kept of a secret token: who reads our database cannot make the link of it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    actor: User,
    network: Network,
    email: str,
    organisation: Organisation | None = None,
    role: str = "member",
) -> tuple[Invitation, str]:
    """Invite somebody by mail. Returns the invitation and its secret token, which is not kept.

    Raises `PermissionDenied`, and `ValidationError` for an address that cannot be mailed.
    """
    if not rules.may_invite(actor, network):
        raise PermissionDenied
    email = mailable(email)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        network=network,
        email=email.lower(),
        organisation=organisation,
        role=role,
        token_hash=token_hash(token),
        invited_by=actor,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(actor=actor, verb="networks.invited", about=invitation, network_id=network.pk)
    signals.invited.send(sender=Invitation, invitation=invitation, token=token, actor=actor)
    return invitation, token


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link while it works: not used, not expired."""
    invitation = (
        Invitation.objects.select_related("network", "invited_by", "organisation")
        .filter(token_hash=token_hash(token))
        .first()
    )
    return invitation if invitation and invitation.is_open and invitation.network.closed_at is None else None


@transaction.atomic
def accept_invitation(*, actor: User, token: str) -> Participant:
    """Join by an invitation, for the organisation that it names; who takes part already keeps their role.

    Raises `PermissionDenied` when it is used, expired, or for somebody else.
    """
    invitation = open_invitation(token)
    if invitation is None or not _owns_address(actor, invitation.email):
        raise PermissionDenied
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=timezone.now())
    if not taken:
        raise PermissionDenied
    part = invitation.network.participants.active().filter(user=actor).first()
    return add_participant(
        actor=actor,
        network=invitation.network,
        user=actor,
        role=part.role if part and part.role != Participant.Role.GUEST else invitation.role,
        organisation=invitation.organisation or (part.organisation if part else works_for(actor)),
    )


def works_for(user: User) -> Organisation | None:
    """The organisation that stands beside somebody's name."""
    found = user.affiliations.current().select_related("organisation")
    own = [one.organisation for one in found]
    return next((one for one in own if one.slug == user.island), own[0] if own else None)


def _owns_address(user: User, email: str) -> bool:
    if not user.is_authenticated:
        return False
    if user.email.lower() == email.lower():
        return True
    return EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()


@transaction.atomic
def ask_to_join(*, actor: User, network: Network, motivation: str) -> JoinRequest:
    """Ask to take part. Asking twice changes nothing. Raises `PermissionDenied`."""
    waiting = network.join_requests.filter(user=actor.pk, status=JoinRequest.Status.WAITING).first()
    if waiting:
        return waiting
    if not rules.may_ask_to_join(actor, network):
        raise PermissionDenied
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(network=network, user=actor, motivation=motivation)
    except IntegrityError:
        return network.join_requests.get(user=actor, status=JoinRequest.Status.WAITING)
    record(actor=actor, verb="networks.join_requested", about=request, network_id=network.pk)
    signals.join_requested.send(sender=JoinRequest, join_request=request, actor=actor)
    return request


@transaction.atomic
def answer_request(
    *, actor: User, request: JoinRequest, approve: bool, organisation: Organisation | None = None
) -> JoinRequest:
    """Let somebody in for an organisation (where they work, unless it is named), or decline.

    The second answer to a request changes nothing. Raises `PermissionDenied`.
    """
    request = JoinRequest.objects.select_for_update().select_related("network", "user").get(pk=request.pk)
    if not rules.may_answer_requests(actor, request.network):
        raise PermissionDenied
    if request.status != JoinRequest.Status.WAITING:
        return request
    request.status = JoinRequest.Status.APPROVED if approve else JoinRequest.Status.DECLINED
    request.answered_by = actor
    request.save(update_fields=["status", "answered_by"])
    if approve:
        organisation = organisation or works_for(request.user)
        add_participant(actor=actor, network=request.network, user=request.user, organisation=organisation)
    record(
        actor=actor,
        verb="networks.join_answered",
        about=request,
        network_id=request.network_id,
        approved=approve,
    )
    signals.join_answered.send(sender=JoinRequest, join_request=request, actor=actor)
    return request


@transaction.atomic
def publish_agreement(*, actor: User, network: Network, html: str) -> Agreement:
    """Publish the next version of the working agreements; every organisation signs again.

    Raises `PermissionDenied`.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    if not rules.may_publish_agreement(actor, network):
        raise PermissionDenied
    last = network.agreements.first()
    agreement = network.agreements.create(
        version=last.version + 1 if last else 1, html=html, published_by=actor
    )
    record(actor=actor, verb="networks.agreement_published", about=agreement, network_id=network.pk)
    return agreement


@transaction.atomic
def sign_agreement(*, actor: User, agreement: Agreement) -> Signature:
    """Accept the newest version for the organisation one takes part for. Signing twice changes nothing.

    Raises `PermissionDenied`, also when there is a newer version.
    """
    network = agreement.network
    if not rules.may_sign_for(actor, network) or network.agreements.first() != agreement:
        raise PermissionDenied
    part = network.participants.get(user=actor)
    signature, created = Signature.objects.get_or_create(
        agreement=agreement, organisation=part.organisation, defaults={"signed_by": actor}
    )
    if created:
        record(actor=actor, verb="networks.agreement_signed", about=signature, network_id=network.pk)
    return signature
