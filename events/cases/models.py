from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting


class CaseQuerySet(models.QuerySet):
    def kept(self):
        """Whose words are still there."""
        return self.filter(forgotten_at=None)


class CaseRecord(models.Model):
    """A case that was discussed, for who was there alone. After six weeks only that it was discussed remains.

    `ages` is a band and never an age, so that no child can be found by it.
    """

    class Ages(models.TextChoices):
        NONE = "", _("not about one child")
        BABY = "baby", _("up to 1½")
        TODDLER = "toddler", _("1½ to 3")
        PRESCHOOL = "preschool", _("3 to 6")
        SCHOOL = "school", _("6 to 12")
        YOUTH = "youth", _("12 to 18")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="cases")
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who brought it in"),
    )
    ages = models.CharField(_("age of the child"), max_length=10, choices=Ages, blank=True)
    question = models.CharField(_("question"), max_length=300)
    situation = models.TextField(_("what happened"), max_length=3000, blank=True)
    insights = models.TextField(_("what the group saw"), max_length=3000, blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"case {self.pk} of meeting {self.meeting_id}"

    def get_absolute_url(self):
        return reverse("events:case", args=[self.pk])
