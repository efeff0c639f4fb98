from community.members.models import Anyone

from ..models import Facility, FacilityRequest, Organisation
from ..rules import may_edit_organisation


def may_keep_facilities(user: Anyone, organisation: Organisation) -> bool:
    """Who keeps the page of an organisation says what others may ask for, and answers."""
    return may_edit_organisation(user, organisation)


def may_ask_for(user: Anyone, facility: Facility) -> bool:
    """Everyone with an account asks for what is offered."""
    return user.is_authenticated and user.is_active and facility.offered


def may_withdraw(user: Anyone, request: FacilityRequest) -> bool:
    """Who asked takes it back, also after a yes."""
    return user.is_authenticated and user.is_active and request.asked_by_id == user.pk
