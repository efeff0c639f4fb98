from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from community.members.models import Anyone, User
from community.organisations.models import Organisation

from .models import Invitation, JoinRequest, Membership, Network, Participant
from .rights import Right, holds

#: What somebody becomes who comes in: one who takes part, or a guest who comes along once.
JOINING_AS = (Participant.Role.MEMBER, Participant.Role.GUEST)
#: The right that staff give to who may start networks without asking.
MAY_START = "networks.add_network"


def may_start(user: Anyone) -> bool:
    """The platform's staff, and whoever staff allowed to start networks; others propose one."""
    return user.is_active and user.is_authenticated and (user.is_staff or user.has_perm(MAY_START))


def role_in(user: Anyone, network: Network) -> str | None:
    """The role of somebody who takes part now, else None."""
    if not user.is_authenticated:
        return None
    found = Participant.objects.active().filter(network=network, user=user)
    return found.values_list("role", flat=True).first()


def takes_part(user: Anyone, network: Network) -> bool:
    """Facilitators, participants and guests who have not left."""
    return role_in(user, network) is not None


def who_takes_part(users: list[User], network_id: int | None) -> list[User]:
    """Those of `users` for whom `takes_part` says yes, for the price of one question."""
    inside = Participant.objects.active().filter(network=network_id, user__in=[user.pk for user in users])
    found = set(inside.values_list("user", flat=True))
    return [user for user in users if user.pk in found]


def has_right(user: Anyone, network: Network, right: Right) -> bool:
    """Whose role in the network has this right, and who has not left."""
    return holds(role_in(user, network), right)


def facilitates(user: Anyone, network: Network) -> bool:
    """Who decides about the network itself, and has not left."""
    return has_right(user, network, Right.STEER)


def facilitates_a_network_of(user: Anyone, organisation: Organisation) -> bool:
    """Facilitators of a running network that the organisation is a member of now."""
    if not user.is_authenticated:
        return False
    own = (
        Participant.objects.active()
        .facilitators()
        .filter(user=user, network__closed_at=None)
        .values("network")
    )
    return organisation.memberships.current().filter(network__in=own).exists()


def facilitators_around(organisation: Organisation) -> QuerySet[User]:
    """The facilitators of the running networks of which an organisation is a member."""
    members = Membership.objects.current().filter(organisation=organisation, network__closed_at=None)
    parts = Participant.objects.active().facilitators().filter(network__in=members.values("network"))
    return User.objects.filter(participations__in=parts).distinct()


def may_invite(user: Anyone, network: Network) -> bool:
    """Whose role allows it, into a network that is still running."""
    return network.closed_at is None and has_right(user, network, Right.INVITE)


def may_invite_as(user: Anyone, network: Network, role: str) -> bool:
    """Who invites lets in participants and guests; to any other role only who gives those roles."""
    return may_invite(user, network) and (role in JOINING_AS or facilitates(user, network))


def is_invited(user: Anyone, invitation: Invitation) -> bool:
    """An invitation is for whom mail to its address reaches: their own, or one more that they proved."""
    if not user.is_authenticated:
        return False
    if user.email.lower() == invitation.email.lower():
        return True
    return EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists()


def may_answer_requests(user: Anyone, network: Network) -> bool:
    """Who may invite also lets in who asks."""
    return may_invite(user, network)


def may_write_in(user: Anyone, network: Network) -> bool:
    """Who takes part writes, as long as the network runs; after that it is an archive."""
    return network.closed_at is None and has_right(user, network, Right.WRITE)


def may_ask_to_join(user: Anyone, network: Network) -> bool:
    """Anyone with an account who can see a running network that takes requests, and is not in it or waiting."""
    return (
        user.is_authenticated
        and user.is_active
        and network.closed_at is None
        and network.join_policy == Network.JoinPolicy.REQUEST
        and Network.objects.visible_to(user).filter(pk=network.pk).exists()
        and not takes_part(user, network)
        and not network.join_requests.filter(user=user, status=JoinRequest.Status.WAITING).exists()
    )


def may_publish_agreement(user: Anyone, network: Network) -> bool:
    """Whose role allows it, in a network that is still running."""
    return network.closed_at is None and has_right(user, network, Right.AGREE)


def may_sign_for(user: Anyone, network: Network) -> bool:
    """A participant signs for the organisation they take part for."""
    return (
        network.closed_at is None
        and user.is_authenticated
        and Participant.objects.active()
        .filter(network=network, user=user, organisation__isnull=False)
        .holding(Right.SPEAK_FOR)
        .exists()
    )


def is_last_facilitator(participant: Participant, network: Network) -> bool:
    """Nobody else facilitates the network."""
    others = network.participants.active().facilitators().exclude(pk=participant.pk)
    return participant.role == Participant.Role.FACILITATOR and not others.exists()
