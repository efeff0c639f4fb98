"""The parts of the programme of a meeting."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..meetings.models import Meeting
from .methods import Method


class AgendaItem(models.Model):
    """One part of the programme. `method` names one of the library (`methods.py`)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=140)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    note = models.CharField(_("who and how"), max_length=200, blank=True)
    method = models.CharField(_("method"), max_length=30, blank=True)
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    at: datetime  #: in `queries.with_times`: when it begins, on the wall,
    used: Method | None  #: and the method it follows

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title
