from django_tasks import task

from community.rows import each

from .actions import end_participation, gone_with_their_organisation
from .roles.actions import end_role, ended_roles


@task()
def end_memberships() -> int:
    """People of organisations whose last day has come stop taking part. Safe to run twice. Returns how many."""
    return each(gone_with_their_organisation(), end_participation).report()


@task()
def end_roles() -> int:
    """Who has a role until today is a participant again. Safe to run twice. Returns how many."""
    return each(ended_roles(), end_role).report()
