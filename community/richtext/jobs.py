from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from community.rows import each

from .models import Attachment, Draft

WAITS = timedelta(days=1)
#: How long a draft stays after somebody last wrote in it.
STAYS = timedelta(days=60)


@task()
def forget_waiting_files() -> int:
    """Throw away the files that waited a day for a form that was never put right. Returns how many.

    Those of a draft stay as long as the draft does. Raises `RowsFailed` when some could not be thrown away.
    """
    drafts = Draft.objects.filter(fields__has_key="waiting")
    named = {key for fields in drafts.values_list("fields", flat=True) for key in fields["waiting"]}
    old = Attachment.objects.filter(waiting=True, created_at__lt=timezone.now() - WAITS)
    return each([one for one in old if str(one.pk) not in named], _throw_away).report()


@task()
def forget_old_drafts() -> int:
    """Throw away what somebody left unfinished for longer than the page of drafts says. Returns how many.

    Raises `RowsFailed` when some could not be thrown away.
    """
    return each(Draft.objects.filter(updated_at__lt=timezone.now() - STAYS), _forget).report()


def _throw_away(attachment: Attachment) -> int:
    attachment.delete()
    attachment.file.delete(save=False)
    return 1


def _forget(draft: Draft) -> int:
    draft.delete()
    return 1
