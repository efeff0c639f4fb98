"""What a host prepares."""

from django.db import models

from ..meetings.models import Meeting, somebody


class HostTask(models.Model):
    """One thing the host prepares. `key` names it in `hosting.py`; the due day follows the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="host_tasks")
    key = models.CharField(max_length=30)
    owner = somebody()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = somebody()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="one_task_of_a_kind")]

    def __str__(self):
        return f"{self.meeting_id} {self.key}"
