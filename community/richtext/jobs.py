from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from community.rows import each

from .models import Attachment

WAITS = timedelta(days=1)


@task()
def forget_waiting_files() -> int:
    """Throw away the files that waited a day for a form that was never put right. Returns how many."""
    old = Attachment.objects.filter(waiting=True, created_at__lt=timezone.now() - WAITS)
    return each(old, _throw_away).report()


def _throw_away(attachment: Attachment) -> int:
    attachment.delete()
    attachment.file.delete(save=False)
    return 1
