from django_tasks import task

from community.rows import each

from .actions import begin_work
from .actions_leaving import carry_out
from .queries import due_claims, due_departures


@task()
def begin_confirmed_work() -> int:
    """What was confirmed for a day to come becomes so on that day. Safe to run twice. Returns how many."""
    return each(due_claims(), begin_work).report()


@task()
def part_with_work() -> int:
    """Who had their last day works there no more; what stays is passed on. Safe to run twice. Returns how many."""
    return each(due_departures(), carry_out).report()
