"""Passages on their way to an article."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network

from ..meetings.models import somebody


class Harvest(models.Model):
    """Passages from minutes and topics on their way to a knowledge article (`page` is its draft, once made)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="harvests")
    title = models.CharField(_("title of the article"), max_length=140)
    started_by = somebody()
    started_at = models.DateTimeField(default=timezone.now)
    page = models.ForeignKey(
        "knowledge.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:harvest", args=[self.pk])


class Passage(models.Model):
    """One passage of a harvest. Only with the yes of who wrote it does it go into the article."""

    harvest = models.ForeignKey(Harvest, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    html = models.TextField()
    source = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="passages"
    )
    agrees = models.BooleanField(null=True)
    named = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["harvest", "url"], name="one_passage_per_source")]

    def __str__(self):
        return f"{self.harvest_id}: {self.source}"
