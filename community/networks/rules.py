from community.members.models import Anyone, User

from .models import JoinRequest, Network, Participant


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


def facilitates(user: Anyone, network: Network) -> bool:
    """Facilitators who have not left."""
    return role_in(user, network) == Participant.Role.FACILITATOR


def may_invite(user: Anyone, network: Network) -> bool:
    """Facilitators invite into a network that is still running."""
    return network.closed_at is None and facilitates(user, network)


def may_answer_requests(user: Anyone, network: Network) -> bool:
    """Who may invite also lets in who asks."""
    return may_invite(user, network)


def may_write_in(user: Anyone, network: Network) -> bool:
    """Who takes part writes, as long as the network runs; after that it is an archive."""
    return network.closed_at is None and takes_part(user, network)


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
    """Facilitators write the working agreements of a network that is still running."""
    return may_invite(user, network)


def may_sign_for(user: Anyone, network: Network) -> bool:
    """A participant signs for the organisation they take part for."""
    return (
        network.closed_at is None
        and user.is_authenticated
        and Participant.objects.active()
        .filter(network=network, user=user, organisation__isnull=False)
        .exclude(role=Participant.Role.GUEST)
        .exists()
    )


def is_last_facilitator(participant: Participant, network: Network) -> bool:
    """Nobody else facilitates the network."""
    others = network.participants.active().facilitators().exclude(pk=participant.pk)
    return participant.role == Participant.Role.FACILITATOR and not others.exists()
