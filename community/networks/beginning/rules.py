from community.members.models import Anyone

from ..models import Beginning
from ..rules import may_invite

#: How many concepts somebody may have at a time.
MOST_CONCEPTS = 20


def may_allow_starting(user: Anyone) -> bool:
    """The platform's staff say who starts networks without asking."""
    return user.is_authenticated and user.is_active and user.is_staff


def may_prepare(user: Anyone) -> bool:
    """Everyone with an account writes a concept: it starts a network, or proposes one."""
    return user.is_authenticated and user.is_active


def may_change(user: Anyone, beginning: Beginning) -> bool:
    """Its owner changes a concept until it is proposed or begun; one that was declined is open again."""
    open_ones = (Beginning.Status.DRAFT, Beginning.Status.DECLINED)
    return may_prepare(user) and beginning.owner_id == user.pk and beginning.status in open_ones


def may_answer_proposal(user: Anyone) -> bool:
    """The platform's staff approve or decline what others propose."""
    return may_allow_starting(user)


def may_list_people(user: Anyone, beginning: Beginning) -> bool:
    """Who may change the concept; once the network runs, who may invite into it."""
    if beginning.network is None:
        return may_change(user, beginning)
    return may_invite(user, beginning.network)
