from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .networks import Network


class PhaseItem(models.Model):
    """Something that a network does in a phase: who takes care of it, until and including which day, and when it was
    done."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="phase_items")
    phase = models.CharField(_("phase"), max_length=10, choices=Network.Phase)
    text = models.CharField(_("what"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(_("before"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "phase", "text"], name="one_item_per_phase_and_text")
        ]

    def __str__(self):
        return self.text

    @property
    def is_late(self) -> bool:
        """Its day is past and it is not done."""
        return self.done_at is None and self.due is not None and self.due < timezone.localdate()
