"""The secret address of somebody's own calendar, and what a host prepared that did not receive in the end."""

import secrets

from django.conf import settings
from django.db import models

from community.networks.models import Network
from community.organisations.models import Organisation


def new_feed_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; a new token makes the old address stop."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=40, unique=True, default=new_feed_token)

    def __str__(self):
        return f"feed of {self.user_id}"


class Prepared(models.Model):
    """What a host made of a meeting that another received in the end, for the next time that it receives its network.

    `parts` of the programme are dicts with title, minutes, note and method; `stops` as in a meeting.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="prepared")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    showcase = models.TextField(blank=True)
    stops = models.JSONField(default=list, blank=True)
    catering = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "organisation"], name="prepared_once_per_network")
        ]

    def __str__(self):
        return f"{self.organisation_id} for {self.network_id}"
