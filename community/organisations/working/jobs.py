from django_tasks import task

from community.rows import each

from .actions import begin_work
from .queries import due_claims


@task()
def begin_confirmed_work() -> int:
    """What was confirmed for a day to come becomes so on that day. Safe to run twice. Returns how many."""
    return each(due_claims(), begin_work).report()
