from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.folded import FoldedField, FoldedModel
from community.organisations.models import Organisation


class Visibility(models.TextChoices):
    """Who content is for. `network` content is for who takes part, however open the network itself is."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Everyone with an account")
    NETWORK = "network", _("Only those who take part")


def readable(user, prefix: str = "") -> Q:
    """The one rule of visibility, for a model with `visibility` and `network` behind `prefix` (`board__`)."""
    rule = Q(**{f"{prefix}visibility": Visibility.PUBLIC})
    if user.is_authenticated:
        own = Participant.objects.active().filter(user=user.pk).values("network")
        rule |= Q(**{f"{prefix}visibility": Visibility.MEMBERS}) | Q(**{f"{prefix}network__in": own})
    return rule


class NetworkQuerySet(models.QuerySet):
    """Which networks? Every list starts here."""

    def visible_to(self, user):
        """The networks `user` may know about, by their openness or by taking part."""
        open_to = ["public", "members"] if user.is_authenticated else ["public"]
        return self.filter(Q(visibility__in=open_to) | Exists(self._own(user)))

    def of(self, user):
        """The networks `user` takes part in."""
        return self.filter(Exists(self._own(user)))

    @staticmethod
    def _own(user):
        return Participant.objects.active().filter(network=OuterRef("pk"), user=user.pk)


class Network(FoldedModel):
    """Organisations that learn from each other around one theme."""

    class Form(models.TextChoices):
        CONSULTATION_PLATFORM = "consultation_platform", _("Consultation platform")
        LEARNING_NETWORK = "learning_network", _("Learning network")
        AD_HOC = "ad_hoc", _("Ad hoc cooperation")
        KNOWLEDGE_CIRCLE = "knowledge_circle", _("Knowledge circle")
        PROJECT = "project", _("Project")
        SECONDMENT = "secondment", _("Secondment")
        NETWORK_COLLABORATION = "network_collaboration", _("Network collaboration")

    class JoinPolicy(models.TextChoices):
        REQUEST = "request", _("People ask to join")
        INVITATION = "invitation", _("By invitation only")

    class Phase(models.TextChoices):
        EXPLORE = "explore", _("Exploring")
        FORM = "form", _("Forming")
        AGREE = "agree", _("Agreeing")
        RUN = "run", _("Running")
        EVALUATE = "evaluate", _("Evaluating")
        ENDED = "ended", _("Ended")

    name = models.CharField(_("name"), max_length=120)
    folded = FoldedField(of=["name"])
    slug = models.SlugField(unique=True)
    cooperation_form = models.CharField(_("form of cooperation"), max_length=30, choices=Form)
    purpose = models.CharField(_("purpose"), max_length=400)
    visibility = models.CharField(
        _("who may know about it"), max_length=10, choices=Visibility, default=Visibility.NETWORK
    )
    join_policy = models.CharField(max_length=12, choices=JoinPolicy, default=JoinPolicy.REQUEST)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.FORM)
    hue = models.PositiveSmallIntegerField(default=165)
    started_on = models.DateField(_("since"))
    closed_at = models.DateTimeField(null=True, blank=True)
    organisations = models.ManyToManyField(Organisation, through="Membership", related_name="networks")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]

    @property
    def current_organisations(self):
        """The organisations that are a member today."""
        return Organisation.objects.filter(pk__in=self.memberships.current().values("organisation"))

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("home:network", self.slug)

    @property
    def audience(self) -> str:
        return f"network:{self.pk}"


class MembershipQuerySet(models.QuerySet):
    def current(self, day=None):
        """Of organisations that are a member on `day` (default: today, local)."""
        day = day or timezone.localdate()
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Membership(models.Model):
    """An organisation is a member of a network, from one day until another (exclusive)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
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


class Participant(models.Model):
    """A person takes part in a network, for an organisation."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("Facilitator")
        MEMBER = "member", _("Participant")
        GUEST = "guest", _("Guest")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
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


class Invitation(models.Model):
    """A personal invitation by mail. Only the hash of its token is kept; it works once, for one address."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(max_length=12, choices=Participant.Role, default=Participant.Role.MEMBER)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.email} – {self.network_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()


class JoinRequest(models.Model):
    """Somebody asks to take part; a facilitator answers."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    motivation = models.TextField(_("what would you like to learn here?"), max_length=1000)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
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
