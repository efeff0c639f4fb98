"""What can be done in a network, a file for each idea; this module only hands the verbs on."""

from .agreements import publish_agreement, sign_agreement
from .joining import (
    accept_invitation,
    answer_request,
    ask_to_join,
    invitation_of,
    invite,
    open_invitation,
    take_invitation,
    token_hash,
    works_for,
)
from .organisations import add_member_organisation, end_membership, set_hosting, stay
from .people import add_participant, end_participation, gone_with_their_organisation, remove_participant
from .starting import start_network

__all__ = [
    "accept_invitation",
    "add_member_organisation",
    "add_participant",
    "answer_request",
    "ask_to_join",
    "end_membership",
    "end_participation",
    "gone_with_their_organisation",
    "invitation_of",
    "invite",
    "open_invitation",
    "publish_agreement",
    "remove_participant",
    "set_hosting",
    "sign_agreement",
    "start_network",
    "stay",
    "take_invitation",
    "token_hash",
    "works_for",
]
