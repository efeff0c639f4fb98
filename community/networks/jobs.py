from django_tasks import task

from community.rows import each

from .actions import end_participation, gone_with_their_organisation


@task()
def end_memberships() -> int:
    """People of organisations whose last day has come stop taking part. Safe to run twice. Returns how many."""
    return each(gone_with_their_organisation(), end_participation).report()
