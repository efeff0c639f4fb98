"""Hosts that exchange their turns."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network
from community.organisations.models import Organisation

from ..meetings.models import Meeting


class SwapQuerySet(models.QuerySet):
    def undecided(self):
        """What waits for the other host or for the facilitator."""
        return self.filter(status__in=[SwapRequest.Status.ASKED, SwapRequest.Status.AGREED])

    def about(self, *meetings: Meeting):
        """What moves one of these meetings."""
        return self.filter(Q(first__in=meetings) | Q(second__in=meetings))


class SwapRequest(models.Model):
    """A host asks another to exchange their turns of two meetings that are published.

    `first_host` asks and `second_host` is asked: nobody else is bound by it, whoever hosts these meetings later.
    `said` is why somebody said no.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for the other host")
        AGREED = "agreed", _("Waits for the facilitator")
        DONE = "done", _("Exchanged")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="swaps")
    first = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="swaps_asked")
    second = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="swaps_received")
    first_host = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    second_host = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(_("why not"), max_length=200, blank=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.first_id} ↔ {self.second_id}"

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.ASKED, self.Status.AGREED)
