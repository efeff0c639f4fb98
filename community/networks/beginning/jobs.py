from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from community.kept.stamps import touch
from community.members.models import User
from community.rows import each

from ..models import Beginning, Line
from .sending import invite_line

#: A concept that nobody touched for this long is thrown away.
KEPT = timedelta(days=120)


@task()
def invite_lines(beginning: int, actor: int) -> int:
    """Invite who is ready on a long list, each by itself. Safe to run twice. Returns how many were invited."""
    person = User.objects.get(pk=actor)
    waiting = Line.objects.filter(beginning=beginning).ready()

    def one(line: Line) -> int:
        return invite_line(line, actor=person)

    done = each(waiting, one)
    Beginning.objects.filter(pk=beginning).update(inviting_since=None)
    return done.report()


@task()
def forget_concepts() -> int:
    """Throw concepts away that nobody touched for four months. Safe to run twice. Returns how many."""
    old = Beginning.objects.unfinished().filter(changed_at__lt=timezone.now() - KEPT)

    def gone(beginning: Beginning) -> int:
        beginning.delete()
        touch(f"reader.{beginning.owner_id}")
        return 1

    return each(old, gone).report()
