from . import circles
from .models import Profile, User


def may_see(viewer: User, person: User) -> bool:
    """People may be seen by themselves, by who shares a network, and by members if they chose that."""
    return User.objects.visible_to(viewer).filter(pk=person.pk).exists()


def may_see_detail(viewer: User, person: User, audience: str) -> bool:
    """A contact detail is shown to those the person chose: only me, my networks, or every member."""
    if not viewer.is_authenticated:
        return False
    if viewer.pk == person.pk or audience == Profile.Audience.MEMBERS:
        return True
    return audience == Profile.Audience.NETWORKS and circles.are_acquainted(viewer, person)


def may_add_account(actor: User) -> bool:
    """Administrators, and who was given the right to add people, make accounts for others."""
    return actor.has_perm("members.add_user")


def may_manage_account(actor: User, person: User) -> bool:
    """Who was given the right to change people changes accounts; only administrators those of administrators."""
    return actor.has_perm("members.change_user") and (actor.is_superuser or not person.is_superuser)


def may_give_rights(actor: User) -> bool:
    """Only administrators say who is staff, who is administrator and who is an editor in which group."""
    return actor.is_active and actor.is_superuser
