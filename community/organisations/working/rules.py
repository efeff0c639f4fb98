from community.members.models import Anyone
from community.members.rules import is_staff

from ..models import Affiliation, Claim
from .confirming import contacts, others


def may_answer_claim(user: Anyone, claim: Claim) -> bool:
    """Who acts for the organisation, a facilitator of one of its networks, or staff; never about oneself."""
    if not user.is_authenticated or not user.is_active or user.pk == claim.person_id:
        return False
    if is_staff(user):
        return True
    known = contacts(claim.organisation), others(claim.organisation)
    return any(people.filter(pk=user.pk).exists() for people in known)


def may_leave(user: Anyone, affiliation: Affiliation) -> bool:
    """Everybody says themselves where they stop working, while they work there."""
    return user.is_authenticated and affiliation.person_id == user.pk and affiliation.until is None
