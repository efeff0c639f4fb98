"""What people thought of a meeting, took home, and thank their host for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting


class PulseAnswer(models.Model):
    """What somebody thought of a meeting, 1 (not at all) to 5 (very much). It does not say who, nor when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pulse")
    useful = models.PositiveSmallIntegerField()
    safe = models.PositiveSmallIntegerField()
    applies = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), safe__range=(1, 5), applies__range=(1, 5)),
                name="pulse_from_1_to_5",
            )
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.useful} {self.safe} {self.applies}"


class PulseGiven(models.Model):
    """Somebody filled in the pulse of a meeting; nothing links them to their answers."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pulse_given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_pulse_per_person")]

    def __str__(self):
        return f"{self.user_id} {self.meeting_id}"


class FirstMet(models.Model):
    """At this meeting somebody met another for the first time."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    met = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "met"], name="met_once")]

    def __str__(self):
        return f"{self.user_id} met {self.met_id}"


class Inspiration(models.Model):
    """What somebody took home. Only they read it; it comes back to them after six weeks.

    What came of it is theirs as well, until they have it `shown` to who leads the meeting.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inspirations")
    text = models.TextField(_("what you take home"), max_length=1000)
    comes_back_on = models.DateField()
    came_back_at = models.DateTimeField(null=True, blank=True)
    became = models.TextField(_("what came of it"), max_length=1000, blank=True)
    shown = models.BooleanField(_("show it to the facilitator"), default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_note_per_meeting")]

    def __str__(self):
        return f"{self.user_id} {self.meeting_id}"


class ThankYou(models.Model):
    """A word of thanks to the host."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="thanks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("your thanks"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="thanked_once")]

    def __str__(self):
        return self.text[:40]
