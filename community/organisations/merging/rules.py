from community.members.models import Anyone


def may_merge_organisations(user: Anyone) -> bool:
    """Staff say that two organisations are one."""
    return user.is_authenticated and user.is_active and user.is_staff
