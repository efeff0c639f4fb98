"""Where somebody says to work, and how somebody stops working somewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClaimQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=Claim.Status.WAITING)


class Claim(models.Model):
    """Somebody says that they work for an organisation, from a day on; who knows them there confirms it or not.

    `begun_at` is when it became an affiliation: at once, or on its day. `words` are those of who refused.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("not confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="work_claims")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="work_claims"
    )
    work = models.CharField(_("what you do there"), max_length=80, blank=True)
    since = models.DateField(_("from"))
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(status="waiting"), name="one_waiting_claim"
            )
        ]

    def __str__(self):
        return f"{self.person_id} – {self.organisation_id}"


class Departure(models.Model):
    """Somebody stops working somewhere after a day. Until it is done everything in it can be changed.

    Dates are inclusive: on `last_day` they still work there.
    """

    affiliation = models.ForeignKey(
        "organisations.Affiliation", on_delete=models.CASCADE, related_name="departures"
    )
    last_day = models.DateField(_("last working day"))
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["affiliation"], condition=Q(done_at=None), name="one_departure_to_come"
            )
        ]

    def __str__(self):
        return f"{self.affiliation_id} until {self.last_day}"


class PassOn(models.Model):
    """Who takes over one thing that stays with the organisation; nobody yet means that its contact says who."""

    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="passes")
    key = models.CharField(max_length=60)
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["departure", "key"], name="one_successor_per_thing")]

    def __str__(self):
        return f"{self.key} → {self.successor_id}"
