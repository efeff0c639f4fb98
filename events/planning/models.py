"""A rotation: what is asked, answered, proposed and published."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network
from community.organisations.models import Organisation, Venue

from ..meetings.models import Meeting

LONGEST_CALCULATION = timedelta(hours=1)  # far beyond what the planner takes for any plan


class RotationPlan(models.Model):
    """Who hosts when, for one cycle: asked, proposed by the planner, published.

    `proposal` is the version that stands; None before anything was calculated. `progress` is how far the planner is,
    in percent, since `computing_since`; `failed_at` says when the last calculation broke off. Hosts answer for their
    turn until `confirm_by`, that day included; `reminders` counts what was sent about it: 1 to the hosts, 2 to the
    facilitators too. `revision` counts the changes of what a calculation depends on: answers, meetings and rules.
    """

    class Status(models.TextChoices):
        ASKING = "asking", _("Asking for availability")
        PROPOSED = "proposed", _("Proposal, only seen by facilitators")
        SHARED = "shared", _("Proposal, shared with the hosts")
        PUBLISHED = "published", _("Published")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="plans")
    name = models.CharField(_("name"), max_length=80)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKING)
    start_time = models.TimeField(_("from"))
    end_time = models.TimeField(_("until"))
    answer_by = models.DateField(_("answers before"))
    rules = models.JSONField(default=dict)
    proposal = models.ForeignKey(
        "PlanVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    computing_since = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("events:plan", args=[self.pk])

    @property
    def state(self) -> str:
        """What a page that shows the plan compares with its own, to know whether it is old."""
        return f"{self.version} {self.status}{' busy' if self.is_computing else ''}"

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_computing(self) -> bool:
        """The planner works on it; not when whoever worked on it never came back."""
        return self.computing_since is not None and not self._is_lost

    @property
    def has_failed(self) -> bool:
        """The last calculation broke off, or never came back."""
        return self.failed_at is not None or self._is_lost

    @property
    def _is_lost(self) -> bool:
        return (
            self.computing_since is not None and self.computing_since < timezone.now() - LONGEST_CALCULATION
        )

    @property
    def dates(self) -> list:
        """Every candidate date once, in order (dates)."""
        return sorted({day for meeting in self.planned.all() for day in meeting.candidate_dates})

    @property
    def variant(self) -> str:
        """What came first in the proposal: fairness, travel or people; empty when it was changed by hand."""
        return self.proposal.variant if self.proposal else ""

    @property
    def is_old(self) -> bool:
        """Something that the proposal depends on was changed since it was calculated."""
        return self.proposal is not None and self.proposal.revision != self.revision

    @property
    def turns(self) -> "models.QuerySet[Turn]":
        """The turns of the proposal by date; none before there is one."""
        return Turn.objects.filter(version=self.proposal_id).select_related("meeting")


class TurnAnswer(models.Model):
    """A host says yes or no to its turn of a shared proposal. It holds as long as the turn stays on that date."""

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="turn_answers")
    meeting = models.ForeignKey("PlannedMeeting", on_delete=models.CASCADE, related_name="turn_answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    agrees = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "date"], name="one_answer_for_each_turn"
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.date}: {self.agrees}"


class PlannedMeeting(models.Model):
    """A meeting of the cycle before it has a host: its candidate dates (ISO 8601) and what it needs.

    `meeting` is what became of it when the plan was published.
    """

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="planned")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=140)
    mode = models.CharField(max_length=10, choices=Meeting.Mode, default=Meeting.Mode.IN_PERSON)
    expected = models.PositiveSmallIntegerField(_("people in the room"))
    step_free = models.BooleanField(_("step-free venue needed"), default=False)
    candidates = models.JSONField(default=list)
    locked_venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    locked_date = models.DateField(null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="planned"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_meeting_per_position")]

    def __str__(self):
        return self.title

    @property
    def candidate_dates(self) -> list:
        return [datetime.fromisoformat(day).date() for day in self.candidates]


class PlanVersionQuerySet(models.QuerySet):
    """Which plans? Those that were proposed, and those that only were found."""

    def proposed(self):
        """Every proposal there ever was."""
        return self.filter(version__isnull=False)

    def found(self):
        """What the last calculation found with fairness, travel or people first."""
        return self.filter(version__isnull=True)

    def with_turns(self):
        """With their turns and the meetings these are of, in two queries more."""
        return self.prefetch_related(
            models.Prefetch("turns", queryset=Turn.objects.select_related("meeting"))
        )


class PlanVersion(models.Model):
    """A plan that was found. Each that was proposed has a number and is kept for good.

    `variant` is what came first (fairness, travel or people), empty when it was changed by hand. `status`, `figures`
    (objective, balances, travel_km) and `obstacles` (blocked, conflict, relaxations) are those of `rotation.Plan`.
    `revision` is that of the plan when it was calculated.
    """

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(null=True, blank=True)
    variant = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=10)
    figures = models.JSONField(default=dict)
    obstacles = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="one_plan_per_version"),
            models.UniqueConstraint(
                fields=["plan", "variant"],
                condition=models.Q(version=None),
                name="one_found_plan_per_variant",
            ),
        ]

    def __str__(self):
        return f"{self.plan_id} v{self.version}"

    @property
    def is_plan(self) -> bool:
        """The planner found who hosts when, and did not find that it cannot be."""
        return self.status in ("optimal", "feasible")

    @property
    def places(self) -> dict[int, tuple[int | None, date]]:
        """The venue and the day of each planned meeting, by keys."""
        return {turn.meeting_id: (turn.venue_id, turn.date) for turn in self.turns.all()}

    def as_json(self) -> dict:
        """The version in the shape of `rotation.Plan.as_json`: ids are the keys of the rows, as texts.

        A turn of which the organisation or the venue is gone has an empty text there.
        """
        return self.figures | self.obstacles | {
            "status": self.status,
            "assignments": [turn.as_json() for turn in self.turns.all()],
        }  # fmt: skip


class Turn(models.Model):
    """Who hosts a meeting of the cycle, where and when, in one version of the plan; `reasons` are codes."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="turns")
    meeting = models.ForeignKey(PlannedMeeting, on_delete=models.CASCADE, related_name="turns")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    venue = models.ForeignKey(Venue, null=True, on_delete=models.SET_NULL, related_name="+")
    date = models.DateField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["version", "meeting"], name="one_turn_per_meeting_of_a_version")
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.date}"

    def as_json(self) -> dict:
        """As a turn of `rotation.Plan.as_json`."""
        return {
            "meeting": str(self.meeting_id),
            "venue": str(self.venue_id or ""),
            "organisation": str(self.organisation_id or ""),
            "date": self.date.isoformat(),
            "reasons": self.reasons,
        }


class Availability(models.Model):
    """What an organisation can do on a date."""

    class Answer(models.TextChoices):
        HOST = "host", _("can host")
        ATTEND = "attend", _("can attend")
        RATHER_NOT = "rather_not", _("rather not")
        NO = "no", _("cannot")

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="availability")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "organisation", "date"], name="one_answer_per_date")
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.date} {self.answer}"
