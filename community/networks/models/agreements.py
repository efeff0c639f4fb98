from django.conf import settings
from django.db import models

from community.organisations.models import Organisation

from .networks import Network


class Agreement(models.Model):
    """The working agreements of a network, as one version. Versions are never changed, only followed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    html = models.TextField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["network", "version"], name="one_text_per_version")]

    def __str__(self):
        return f"{self.network_id} v{self.version}"


class Signature(models.Model):
    """An organisation accepts a version, by the hand of one of its people."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="one_signature_per_organisation"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} – {self.agreement_id}"
