from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .organisations import Organisation
from .people import Affiliation


class ContactQuerySet(models.QuerySet):
    def current(self):
        """Of people who have an account that works, and who work there now."""
        there = Affiliation.objects.current().filter(
            person=OuterRef("person"), organisation=OuterRef("organisation")
        )
        return self.filter(Exists(there), person__is_active=True)


class Contact(models.Model):
    """What somebody does for their organisation towards others. There is one first contact and one deputy.

    Who no longer works there, or whose account is closed, keeps the role until somebody else gets it, and gets it
    back with the account; meanwhile the deputy acts as the first contact.
    """

    class Role(models.TextChoices):
        FIRST = "first", _("first contact")
        DEPUTY = "deputy", _("deputy")
        HOST = "host", _("receives visitors")
        FINANCE = "finance", _("invoices")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contact_roles"
    )
    role = models.CharField(max_length=10, choices=Role)
    since = models.DateField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "role"], name="one_contact_per_role"),
            models.UniqueConstraint(
                fields=["organisation", "role"],
                condition=Q(role__in=["first", "deputy"]),
                name="one_first_contact_and_one_deputy",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.role} {self.organisation_id}"
