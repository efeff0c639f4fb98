"""Every table of networks, each beside the ideas it belongs to; this module only imports them."""

from .agreements import Agreement, Signature
from .beginnings import STEPS, Beginning, Line, Secondment
from .changes import NetworkChange
from .documents import DocumentVersion, NetworkDocument
from .governance import Decision, Governance
from .joining import Invitation, InvitationLink, JoinRequest, token_hash
from .networks import Motive, Network, NetworkQuerySet, Visibility, readable
from .people import Membership, MembershipQuerySet, Participant, ParticipantQuerySet
from .phases import PhaseItem

__all__ = [
    "STEPS",
    "Agreement",
    "Beginning",
    "Decision",
    "DocumentVersion",
    "Governance",
    "Invitation",
    "InvitationLink",
    "JoinRequest",
    "Line",
    "Membership",
    "MembershipQuerySet",
    "Motive",
    "Network",
    "NetworkChange",
    "NetworkDocument",
    "NetworkQuerySet",
    "Participant",
    "ParticipantQuerySet",
    "PhaseItem",
    "Secondment",
    "Signature",
    "Visibility",
    "readable",
    "token_hash",
]
