from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.richtext.models import Attachment

from .organisations import Organisation


class Venue(models.Model):
    """A place where an organisation can host. Coordinates are WGS84 degrees; capacity is comfortable seats.

    The `sketch` shows the way in; `sketch_note` says the same to who cannot see it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    capacity = models.PositiveSmallIntegerField(_("comfortable seats"))
    step_free = models.BooleanField(_("step-free access"), default=False)
    hybrid = models.BooleanField(_("equipment for hybrid meetings"), default=False)
    on_foot = models.CharField(_("on foot"), max_length=300, blank=True)
    by_bicycle = models.CharField(_("by bicycle"), max_length=300, blank=True)
    by_car = models.CharField(_("by car and where to park"), max_length=300, blank=True)
    by_public_transport = models.CharField(_("by train and bus"), max_length=300, blank=True)
    access_note = models.CharField(_("accessibility"), max_length=300, blank=True)
    sketch = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sketch_note = models.CharField(_("what the sketch shows"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="venue_on_earth"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.municipality}"

    @property
    def features(self) -> list[str]:
        return [name for name in ("step_free", "hybrid") if getattr(self, name)]
