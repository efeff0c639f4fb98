from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .networks import Network


class NetworkChange(models.Model):
    """Something about a network was changed: a field of it, what stood there before and what stands there since.

    Values of a choice are kept as its key. `reason` is what somebody wrote when a change asks for one.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=30)
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    reason = models.TextField(_("reason"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["network", "at"])]

    def __str__(self):
        return f"{self.network_id} {self.field}"
