from django.conf import settings
from django.db import models

from community.addresses import address
from community.networks.models import Agreement, Network


class ArrivalQuerySet(models.QuerySet):
    def of(self, user):
        """Those of this person, in networks that they take part in now."""
        return self.filter(user=user.pk, network__in=Network.objects.of(user)).select_related(
            "network", "invited_by"
        )

    def open(self):
        """Those that still wait for an answer."""
        return self.filter(finished_at=None, put_away_at=None, network__closed_at=None)


class Arrival(models.Model):
    """Somebody came into a network and is welcomed, once. `step` is the question that waits for them.

    Who took part elsewhere before is asked only the last one (`short`). `agreement` is the version of the working
    agreements that they said yes to, at `agreed_at`; None when there was none, or they did not say so.
    """

    class Step(models.TextChoices):
        WHO = "who"
        WORK = "work"
        PHOTO = "photo"
        HEAR = "hear"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="arrivals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="arrivals")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    step = models.CharField(max_length=8, choices=Step, default=Step.WHO)
    short = models.BooleanField(default=False)
    works_elsewhere = models.CharField(max_length=120, blank=True)
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "user"], name="one_arrival_per_network")]

    def __str__(self):
        return f"{self.user_id} in {self.network_id}"

    @property
    def steps(self) -> list[str]:
        """The questions of this welcome, in order."""
        return [self.Step.HEAR.value] if self.short else list(self.Step.values)

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.put_away_at is None

    def get_absolute_url(self):
        return address("home:welcome", self.network.slug)
