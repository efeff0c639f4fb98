"""Asking another organisation to receive a meeting."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.organisations.models import Organisation

from ..meetings.models import Meeting, somebody


class HostRequestQuerySet(models.QuerySet):
    def waiting(self):
        """What is asked and has no answer."""
        return self.filter(status=HostRequest.Status.ASKED)


class HostRequest(models.Model):
    """`host` is asked to receive a meeting instead of `before`; until it says yes nothing changes.

    `way` is the value of one of the ways to go on (`turns/ways.py`), `title` what the meeting is called then, and
    `answer_by` the moment after which the facilitators hear that nobody answered.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for an answer")
        AGREED = "agreed", _("Said yes")
        DECLINED = "declined", _("Said no")
        PASSED = "passed", _("Gave no answer")
        WITHDRAWN = "withdrawn", _("Taken back")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="host_requests")
    host = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=60)
    title = models.CharField(max_length=140)
    why = models.CharField(_("why the host cannot"), max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_by = somebody()
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField()
    answered_by = somebody()
    answered_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=200, blank=True)

    objects = HostRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(status="asked"), name="one_host_asked_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.host_id} for {self.meeting_id}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.ASKED
