from django_tasks import task

from .actions import end_participations


@task()
def end_memberships() -> int:
    """People of organisations whose last day has come stop taking part. Safe to run twice. Returns how many."""
    return end_participations()
