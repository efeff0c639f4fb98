from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.organisations.models import Organisation

from ..rights import Right
from .joining import Invitation
from .networks import Motive, Network, Visibility
from .people import Participant

#: The four steps, as their addresses name them.
STEPS = ("purpose", "organisations", "people", "how")


class BeginningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, those of networks one may invite into, and for staff what was proposed."""
        if not user.is_authenticated:
            return self.none()
        boss = Participant.objects.active().holding(Right.INVITE).filter(user=user.pk).values("network")
        rule = Q(owner=user.pk, network=None) | Q(network__in=boss)
        if user.is_staff:
            rule |= Q(status=Beginning.Status.PROPOSED)
        return self.filter(rule)

    def unfinished(self):
        """Concepts that their owner works on."""
        return self.filter(status__in=[Beginning.Status.DRAFT, Beginning.Status.DECLINED])

    def proposed(self):
        return self.filter(status=Beginning.Status.PROPOSED)


class Beginning(models.Model):
    """A network on paper: what somebody fills in before it starts. Afterwards it keeps who is still to be invited.

    `step` is the first of the four that was not done yet, from 1. `columns` says what stands in each column of the
    list of people; empty means that it was recognised. With `whole` nobody is invited while a line is doubtful.
    `inviting_since` is when a job began to invite the people of a long list, None when it is done.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Concept")
        PROPOSED = "proposed", _("Proposed")
        DECLINED = "declined", _("Declined")
        BEGUN = "begun", _("Begun")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="beginnings")
    network = models.OneToOneField(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="beginning"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    step = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("which question brings you together?"), max_length=400)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    cooperation_form = models.CharField(
        _("how do you work together?"),
        max_length=30,
        choices=Network.Form,
        default=Network.Form.LEARNING_NETWORK,
    )
    hue = models.PositiveSmallIntegerField(default=165, validators=[MaxValueValidator(360)])
    motive = models.CharField(_("why now?"), max_length=12, choices=Motive, blank=True)
    funder = models.CharField(_("which funder asks for it?"), max_length=120, blank=True)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    pasted = models.TextField(blank=True)
    columns = models.JSONField(default=list, blank=True)
    whole = models.BooleanField(default=False)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.CharField(_("your own words"), max_length=600, blank=True)
    visibility = models.CharField(
        _("who sees the network?"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    join_policy = models.CharField(
        _("who may join?"), max_length=12, choices=Network.JoinPolicy, default=Network.JoinPolicy.REQUEST
    )
    ground_rules = models.TextField(_("ground rules"), max_length=3000, blank=True)
    inviting_since = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("your answer"), max_length=600, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = BeginningQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Where one goes on: the first step that was not done, or what came of it."""
        if self.network_id:
            return address("networks:begun", self.pk)
        return self.address_of(STEPS[min(self.step, len(STEPS)) - 1])

    def address_of(self, step: str) -> str:
        return address(f"networks:new_{step}", self.pk)


class Secondment(models.Model):
    """Somebody of one organisation works at another for a while: what a network of that form is about (S3-07).

    The first and the last day belong to it.
    """

    beginning = models.OneToOneField(Beginning, on_delete=models.CASCADE, related_name="secondment")
    sender = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.CharField(_("who works elsewhere?"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="secondment_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(sender=models.F("receiver")), name="secondment_at_another_organisation"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.sender_id} – {self.receiver_id}"


class LineQuerySet(models.QuerySet):
    def ready(self):
        """Who can be invited and was not yet."""
        return self.filter(state=Line.State.READY, invitation=None)

    def doubtful(self):
        return self.filter(state=Line.State.DOUBT)

    def left_out(self):
        return self.filter(state=Line.State.OUT)


class Line(models.Model):
    """One line of the list of people that somebody pasted or brought in a file; `number` is its place there, from 1.

    `place` is the organisation as it was written, `title` what somebody does there. `like` is the number of the
    line that a doubtful or double one resembles. What somebody decided `by_hand` stays when the list is read again.
    """

    class State(models.TextChoices):
        READY = "ready"
        DOUBT = "doubt"
        OUT = "out"

    class Reason(models.TextChoices):
        """Why a line is not simply ready; "" when it is."""

        ADDRESS = "address"
        SHORT = "short"
        ORGANISATION = "organisation"
        LOOKALIKE = "lookalike"
        DOUBLE = "double"
        FORMULA = "formula"
        HEADER = "header"
        MEMBER = "member"
        INVITED = "invited"
        BY_HAND = "by_hand"

    beginning = models.ForeignKey(Beginning, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    place = models.CharField(_("organisation"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20, choices=Participant.Role, default=Participant.Role.MEMBER)
    state = models.CharField(max_length=5, choices=State, default=State.READY)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    by_hand = models.BooleanField(default=False)
    like = models.PositiveIntegerField(null=True, blank=True)
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="line"
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["beginning", "state", "number"], name="lines_by_state")]

    def __str__(self):
        return self.text
