from .models import Anyone, User
from .seeing import reads, standing_of


def may_see(viewer: User, person: User) -> bool:
    """People may be seen by themselves, by who shares a network, and by members if they chose that."""
    return User.objects.visible_to(viewer).filter(pk=person.pk).exists()


def may_see_detail(viewer: Anyone, person: User, audience: str) -> bool:
    """A part of a profile is shown to those the person chose (`seeing.READERS`)."""
    return reads(standing_of(viewer, person), audience)


def is_staff(user: Anyone) -> bool:
    """Staff and administrators with an open account."""
    return user.is_authenticated and user.is_active and (user.is_staff or user.is_superuser)


def may_add_account(actor: User) -> bool:
    """Staff, administrators, and who was given the right to add people, make accounts for others."""
    return is_staff(actor) or actor.has_perm("members.add_user")


def may_manage_account(actor: User, person: User) -> bool:
    """Administrators every account, who was given the right all but those of administrators; staff those of people
    without rights.
    """
    if person.is_superuser:
        return actor.is_active and actor.is_superuser
    return actor.has_perm("members.change_user") or (is_staff(actor) and not person.is_staff)


def may_give_rights(actor: User) -> bool:
    """Only administrators say who is staff, who is administrator and who is an editor in which group."""
    return actor.is_active and actor.is_superuser
