from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .organisations import Organisation


class Facility(models.Model):
    """A room, a lab or equipment that others may ask for a day. One that is no longer offered stays for its past."""

    class Kind(models.TextChoices):
        ROOM = "room", _("Room")
        LAB = "lab", _("Lab or workshop")
        KIT = "kit", _("Equipment")
        OUTSIDE = "outside", _("Place outside")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="facilities")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ROOM)
    about = models.CharField(_("what to know"), max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("for how many people"), null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    step_free = models.BooleanField(_("step-free access"), default=False)
    hybrid = models.BooleanField(_("equipment for hybrid meetings"), default=False)
    offered = models.BooleanField(_("others may ask for it"), default=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "facilities"

    def __str__(self):
        return self.name


class FacilityRequest(models.Model):
    """Somebody asks for a facility for a day, or half of it. What is approved is nobody else's: the database says so.

    `client_id` makes asking twice one question.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        APPROVED = "approved", _("yes")
        DECLINED = "declined", _("no")
        WITHDRAWN = "withdrawn", _("withdrawn")

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="requests")
    day = models.DateField(_("day"))
    morning = models.BooleanField(default=True)
    afternoon = models.BooleanField(default=True)
    purpose = models.CharField(_("what for"), max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facility_requests"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "client_id"], name="facility_asked_once"),
            models.CheckConstraint(
                condition=Q(morning=True) | Q(afternoon=True), name="facility_for_some_time"
            ),
            models.UniqueConstraint(
                fields=["facility", "day"],
                condition=Q(status="approved", morning=True),
                name="one_in_a_facility_in_the_morning",
            ),
            models.UniqueConstraint(
                fields=["facility", "day"],
                condition=Q(status="approved", afternoon=True),
                name="one_in_a_facility_in_the_afternoon",
            ),
        ]
        indexes = [models.Index(fields=["facility", "status", "day"], name="facility_request_by_day")]

    def __str__(self):
        return f"{self.facility_id} {self.day}"

    @property
    def hours(self):
        """Which part of the day, in words."""
        if self.morning and self.afternoon:
            return _("the whole day")
        return _("in the morning") if self.morning else _("in the afternoon")
