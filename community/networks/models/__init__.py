"""Every table of networks, each beside the ideas it belongs to; this module only imports them."""

from .agreements import Agreement, Signature
from .changes import NetworkChange
from .joining import Invitation, JoinRequest
from .networks import Network, NetworkQuerySet, Visibility, readable
from .people import Membership, MembershipQuerySet, Participant, ParticipantQuerySet

__all__ = [
    "Agreement",
    "Invitation",
    "JoinRequest",
    "Membership",
    "MembershipQuerySet",
    "Network",
    "NetworkChange",
    "NetworkQuerySet",
    "Participant",
    "ParticipantQuerySet",
    "Signature",
    "Visibility",
    "readable",
]
