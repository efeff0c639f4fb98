import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.organisations.models import Organisation

from .networks import Network
from .people import Participant


def token_hash(token: str) -> str:
    """What is kept of a secret token: who reads our database cannot make the link of it."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A personal invitation by mail. Only the hash of its token is kept; it works once, for one address.

    `asked_again_at` is when somebody who came too late asked for a new link, None when that was sent. `sent_at` is
    when its mail was written last, `opened_at` when its page was opened first, and `bounced_at` when a mail to this
    address came back for good.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(max_length=20, choices=Participant.Role, default=Participant.Role.MEMBER)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80, blank=True)
    words = models.CharField(_("your own words"), max_length=600, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.email} – {self.network_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class InvitationLink(models.Model):
    """A link that several people come in with, for one organisation or for where each works; it ends by itself.

    `most` is how many may use it, `used` how many did.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitation_links")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(used__lte=models.F("most")), name="link_used_at_most")
        ]

    def __str__(self):
        return f"{self.network_id}: {self.used}/{self.most}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.used < self.most and self.expires_at > timezone.now()


class JoinRequest(models.Model):
    """Somebody asks to take part; a facilitator answers.

    `answers` are pairs of a question of the network, as it was asked then, and what they answered. `reply` is what
    somebody who is declined reads.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    motivation = models.TextField(_("what would you like to learn here?"), max_length=1000)
    answers = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    reply = models.TextField(_("answer"), max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"], condition=Q(status="waiting"), name="one_waiting_request"
            )
        ]

    def __str__(self):
        return f"{self.user_id} – {self.network_id}"

    def get_absolute_url(self):
        return address("networks:request", self.pk)
