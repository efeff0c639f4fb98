import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network, Participant

from . import kinds


def _audience_of(key: str) -> Concat:
    """`Network.audience` as a part of a question, by the column that holds the key of the network."""
    return Concat(Value("network:"), Cast(key, models.CharField()))


class NotificationQuerySet(models.QuerySet):
    """Which notifications? Those of the reader, about what the reader may still read."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        networks = Participant.objects.active().filter(user=user).values(audience=_audience_of("network_id"))
        open_to = Q(audience__in=["public", "members", f"person:{user.pk}"]) | Q(audience__in=networks)
        return self.standing().filter(open_to, recipient=user)

    def naming_networks(self):
        """Each with the name of the network it is about as `network_name`, None for what is about none."""
        network = Network.objects.annotate(audience_of=_audience_of("pk"))
        own = network.filter(audience_of=OuterRef("audience")).values("name")
        return self.annotate(network_name=Subquery(own[:1]))

    def standing(self):
        """Those about things that are still there."""
        return self.filter(withdrawn=False)

    def unread(self):
        return self.standing().filter(read_at=None)

    def lines(self):
        """Of each bundle only the newest of what is unread, and the newest of what was read."""
        newer = Notification.objects.standing().filter(
            recipient=OuterRef("recipient"), bundle=OuterRef("bundle"), pk__gt=OuterRef("pk")
        )
        return self.filter(
            Q(bundle="")
            | Q(read_at=None) & ~Exists(newer.filter(read_at=None))
            | Q(read_at__isnull=False) & ~Exists(newer.filter(read_at__isnull=False))
        )


#: What counts as one line behind the bell: a bundle, or a notification without one.
LINE = Case(When(bundle="", then=Cast("pk", models.CharField())), default="bundle")


class Notification(models.Model):
    """One line behind the bell. The sentence is made when it is read, in the reader's language.

    What was told about a thing that is removed is `withdrawn`, and shown to nobody until the thing is back. While
    `mail_due`, the job that writes the mail about it did not come to it yet. What has the same `bundle` and is unread
    is one line, that says how `many` there are.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=40)
    url = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    mail_due = models.BooleanField(default=False)
    bundle = models.CharField(max_length=60, blank=True)

    many = 1  #: how many this line speaks of
    is_over = False  #: what it asked is answered, or can no longer be

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient", "-id"]),
            models.Index(fields=["created_at"], condition=Q(mail_due=True), name="notification_mail_due"),
            models.Index(
                fields=["recipient", "bundle", "-id"], condition=~Q(bundle=""), name="notification_bundle"
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.recipient_id}"

    @property
    def sentence(self) -> str:
        kind = kinds.get(self.kind)
        if self.many > 1 and kind.several:
            return kind.several.sentence(self.many, self.data)
        return kind.sentence(self.actor.name if self.actor else "Vonder", self.data)

    @property
    def icon(self) -> str:
        return kinds.get(self.kind).icon

    @property
    def button(self) -> str:
        return gettext("Look") if self.is_over else str(kinds.get(self.kind).button)


class Preference(models.Model):
    """Somebody switched the mail or the push of one kind on or off; empty means as the kind does."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=40)
    mail = models.BooleanField(null=True)
    push = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_preference_per_kind")]

    def __str__(self):
        return f"{self.kind}: mail {self.mail}, push {self.push}"


class Device(models.Model):
    """A browser that shows news even when no page of ours is open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    endpoint = models.URLField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    discreet = models.BooleanField(default=False)
    session_key = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["session_key"], name="device_session")]

    def __str__(self):
        return self.name


class MailQuerySet(models.QuerySet):
    """Which mails? `waiting` are those that may be sent now, `settled` those nothing more happens to."""

    def waiting(self):
        return self.filter(status=OutgoingMail.Status.QUEUED, due_at__lte=timezone.now())

    def settled(self):
        states = OutgoingMail.Status
        return self.filter(status__in=[states.SENT, states.FAILED, states.DROPPED])

    def forget_words(self) -> int:
        return self.update(subject="", text="", html="")


class OutgoingMail(models.Model):
    """A mail on its way. It is written in one transaction with what it tells, and sent by a job.

    Of kind `ACCOUNT` are the mails of an account, with codes and links: they go first, and their words are not kept.
    One that did not leave before `expires_at` is dropped.
    """

    ACCOUNT = "account"

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be delivered")
        DROPPED = "dropped", _("Not needed any more")

    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE)
    notification = models.ForeignKey(Notification, null=True, on_delete=models.SET_NULL)
    to = models.EmailField()
    kind = models.CharField(max_length=40, blank=True)
    audience = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(status="queued"), name="mail_waiting")]
        constraints = [models.UniqueConstraint(fields=["notification"], name="one_mail_per_notification")]

    def __str__(self):
        return f"{self.subject} → {self.to}"

    @property
    def is_of_account(self) -> bool:
        return self.kind == self.ACCOUNT
