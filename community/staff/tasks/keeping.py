"""Writing down that a job ran."""

from django.db import transaction

from community.rhythm import Ran
from community.richtext.cleaning import clean_text

from .models import JobRun


@transaction.atomic
def keep_run(ran: Ran) -> None:
    """Keep how a job ran last; since when it fails is kept until it goes well again."""
    before = JobRun.objects.select_for_update().filter(name=ran.name).first()
    failing = ran.failed and ((before and before.failing_since) or ran.started)
    JobRun.objects.update_or_create(
        name=ran.name[:80],
        defaults={
            "started_at": ran.started,
            "ended_at": ran.ended,
            "said": clean_text(ran.said)[:300],
            "failing_since": failing or None,
        },
    )
