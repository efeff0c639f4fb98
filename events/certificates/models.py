"""Certificates of attendance."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from community.networks.models import Network

from ..meetings.models import somebody


def new_certificate_code() -> str:
    return secrets.token_urlsafe(9)


class Certificate(models.Model):
    """Somebody attended a network's meetings. What it says is fixed; a correction voids it and issues a new one."""

    code = models.CharField(max_length=20, unique=True, default=new_certificate_code)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="certificates")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    name = models.CharField(max_length=120)
    organisation_name = models.CharField(max_length=120, blank=True)
    network_name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    minutes_attended = models.PositiveIntegerField()
    minutes_held = models.PositiveIntegerField()
    meetings = models.JSONField(default=list)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = somebody()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name} {self.code}"

    def get_absolute_url(self):
        return reverse("events:certificate", args=[self.code])

    @property
    def hours(self) -> float:
        return self.minutes_attended / 60
