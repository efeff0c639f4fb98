from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting


class MeetingQuestion(models.Model):
    """What somebody asks the host before a meeting, and what the host says. Who takes part reads both."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    client_id = models.UUIDField()
    answer = models.TextField(_("answer"), max_length=1500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "client_id"], name="meeting_question_sent_once")
        ]

    def __str__(self):
        return self.text[:40]

    def get_absolute_url(self):
        return f"{reverse('events:questions', args=[self.meeting_id])}#q{self.pk}"

    @property
    def stamp(self) -> str:
        """Changes with every answer, so that one answer never takes the place of another unseen."""
        return self.answered_at.isoformat() if self.answered_at else ""
