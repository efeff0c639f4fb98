from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.organisations.models import Organisation

from .networks import Network


class Governance(models.Model):
    """Who decides in a network: all members together, one organisation that leads, or a body of its own.

    `lead` belongs to a lead organisation, `legal_form` and `board` to a body of its own; `board` holds a line for
    each of its people.
    """

    class Kind(models.TextChoices):
        SHARED = "shared", _("The members decide together")
        LEAD = "lead", _("One organisation leads")
        SEPARATE = "separate", _("A body of its own decides")

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="governance")
    kind = models.CharField(_("who decides"), max_length=10, choices=Kind, default=Kind.SHARED)
    lead = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("which organisation leads"),
    )
    legal_form = models.CharField(_("legal form"), max_length=80, blank=True)
    board = models.JSONField(_("the board"), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="lead") | Q(lead=None), name="only_a_lead_organisation_leads"
            ),
        ]

    def __str__(self):
        return f"{self.network_id}: {self.kind}"


class Decision(models.Model):
    """Something that was decided about a network: when, and by whose mandate. Never changed, only followed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"), max_length=600)
    on = models.DateField(_("day"))
    mandate = models.CharField(_("mandate"), max_length=120)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    client_id = models.UUIDField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["written_by", "client_id"], name="decision_sent_once")]

    def __str__(self):
        return self.text[:60]
