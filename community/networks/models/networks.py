from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.folded import FoldedField, FoldedModel
from community.organisations.models import Organisation

from .people import Participant

#: What stands in the addresses of networks where the word for one could stand.
RESERVED = frozenset({"invitation", "new", "participants"})


class Visibility(models.TextChoices):
    """Who content is for. `network` content is for who takes part, however open the network itself is."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Everyone with an account")
    NETWORK = "network", _("Only those who take part")


class Motive(models.TextChoices):
    """Why organisations work together."""

    OPPORTUNITY = "opportunity", _("We see an opportunity")
    NECESSITY = "necessity", _("We cannot do it alone")
    REQUIRED = "required", _("A funder asks for it")


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
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    motive = models.CharField(_("why now?"), max_length=12, choices=Motive, blank=True)
    funder = models.CharField(_("which funder asks for it?"), max_length=120, blank=True)
    ground_rules = models.TextField(_("ground rules"), max_length=3000, blank=True)
    visibility = models.CharField(
        _("who may know about it"), max_length=10, choices=Visibility, default=Visibility.NETWORK
    )
    join_policy = models.CharField(max_length=12, choices=JoinPolicy, default=JoinPolicy.REQUEST)
    join_questions = models.JSONField(_("questions to who wants to join"), default=list, blank=True)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.FORM)
    hue = models.PositiveSmallIntegerField(default=165)
    started_on = models.DateField(_("since"))
    closed_at = models.DateTimeField(null=True, blank=True)
    organisations = models.ManyToManyField(Organisation, through="Membership", related_name="networks")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]

    def clean(self):
        """A funder that asks for a network is named (S3-08); a slug never hides another address."""
        if self.motive == Motive.REQUIRED and not self.funder:
            raise ValidationError({"funder": _("Fill in which funder asks for it.")})
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("Vonder itself uses this word. Choose another name.")})

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
