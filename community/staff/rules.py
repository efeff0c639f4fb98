from community.members.models import Anyone
from community.members.rules import is_staff


def may_enter(user: Anyone) -> bool:
    """Staff and administrators look after the platform; nobody else comes in."""
    return is_staff(user)
