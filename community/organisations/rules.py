from community.members.models import Anyone

from .editors import vouches
from .models import Organisation


def works_for(user: Anyone, organisation: Organisation) -> bool:
    """Somebody with a current affiliation speaks for the organisation."""
    return user.is_authenticated and organisation.affiliations.current().filter(person=user).exists()


def may_edit_organisation(user: Anyone, organisation: Organisation) -> bool:
    """Who works there and may act for it, who facilitates one of its networks, and staff.

    Whoever added it may too, until staff looked at it.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    contact = organisation.affiliations.current().filter(person=user).exclude(role="staff")
    added = organisation.checked_at is None and organisation.proposed_by_id == user.pk
    return user.is_staff or added or contact.exists() or vouches(user, organisation)
