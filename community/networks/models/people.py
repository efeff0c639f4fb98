from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.organisations.models import Organisation

from .. import rights


class MembershipQuerySet(models.QuerySet):
    def current(self, day=None):
        """Of organisations that are a member on `day` (default: today, local)."""
        day = day or timezone.localdate()
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Membership(models.Model):
    """An organisation is a member of a network, from one day until another (exclusive)."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    exempt_from_hosting = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"], condition=Q(until=None), name="one_open_membership"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} in {self.network_id}"


class ParticipantQuerySet(models.QuerySet):
    def active(self):
        return self.filter(left_at=None, user__is_active=True)

    def facilitators(self):
        return self.filter(role=Participant.Role.FACILITATOR)

    def holding(self, right: rights.Right):
        """Whose role has this right."""
        return self.filter(role__in=rights.HOLDERS[right])


class Participant(models.Model):
    """A person takes part in a network, for an organisation, in a role from one day until another (exclusive)."""

    Role = rights.Role

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    role_since = models.DateField(_("role since"), default=timezone.localdate)
    role_until = models.DateField(_("role until"), null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["user__folded"]
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], name="one_participant_per_network")
        ]

    def __str__(self):
        return f"{self.user_id} in {self.network_id}"

    def may(self, right: rights.Right) -> bool:
        """Whether their role has this right."""
        return rights.holds(self.role, right)
