"""Travelling together to a meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.organisations.models import Venue

from ..meetings.models import Attendance, Meeting


class Ride(models.Model):
    """Somebody offers places on the way there and back; `seats` without the driver. Passengers are attendances.

    It goes to the `venue` of the day on which it was offered: who drives says anew whether they go elsewhere.
    """

    class By(models.TextChoices):
        CAR = "car", _("By car")
        BICYCLE = "bicycle", _("By bicycle")
        TRAIN = "train", _("By train")
        FOOT = "foot", _("On foot")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rides")
    driver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(_("how"), max_length=8, choices=By, default=By.CAR)
    start = models.CharField(_("from where"), max_length=120)
    note = models.CharField(_("when, and what to know"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("places for others"), default=3)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    riders: list[Attendance]  #: on the page of a meeting: who rides along,
    full: bool  #: whether there is a place left,
    mine: bool  #: and whether this reader drives

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "driver"], name="one_ride_per_driver"),
            models.CheckConstraint(condition=Q(seats__range=(1, 60)), name="ride_has_places"),
        ]

    def __str__(self):
        return f"{self.driver_id} → {self.meeting_id}"

    def goes_to(self, meeting: Meeting) -> bool:
        """It goes to where its meeting is now."""
        return None in (self.venue_id, meeting.venue_id) or self.venue_id == meeting.venue_id
