from community.members.models import Anyone

#: How many organisations somebody may have waiting for staff to look at them.
MOST_WAITING = 50


def may_propose_organisation(user: Anyone) -> bool:
    """Everyone with an account adds an organisation that is missing; staff look at it afterwards."""
    return user.is_authenticated and user.is_active


def may_check_organisations(user: Anyone) -> bool:
    """The platform's staff say that an organisation is what it says."""
    return user.is_authenticated and user.is_active and user.is_staff
