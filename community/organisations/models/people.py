from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .organisations import Organisation


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Affiliation(models.Model):
    """A person works for an organisation, from one day until another. One is the island the person shows."""

    class Role(models.TextChoices):
        STAFF = "staff", _("Staff")
        HOST_CONTACT = "host_contact", _("Contact for hosting")
        PRIMARY = "primary_contact", _("Primary contact")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=20, choices=Role, default=Role.STAFF)
    work = models.CharField(_("what you do there"), max_length=80, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until=None),
                name="one_current_affiliation_per_organisation",
            )
        ]

    def __str__(self):
        return f"{self.person_id} – {self.organisation_id}"
