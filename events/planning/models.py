"""A rotation: what is asked, answered, proposed and published."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network
from community.organisations.models import Organisation, Venue

from ..meetings.models import Meeting


class RotationPlan(models.Model):
    """Who hosts when, for one cycle: asked, proposed by the planner, published.

    `result` is the proposal as the planner gives it; `variants` holds what the planner found with fairness, travel
    or people first, and `variant` which of them is the proposal (empty when it was changed by hand). `progress` is
    how far the planner is, in percent, since `computing_since`. Hosts answer for their turn until `confirm_by`, that
    day included; `reminders` counts what was sent about it: 1 to the hosts, 2 to the facilitators too.
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
    result = models.JSONField(null=True, blank=True)
    variants = models.JSONField(default=dict, blank=True)
    variant = models.CharField(max_length=10, default="fairness", blank=True)
    computing_since = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("events:plan", args=[self.pk])

    @property
    def state(self) -> str:
        """What a page that shows the plan compares with its own, to know whether it is old."""
        return f"{self.version} {self.status}{' busy' if self.computing_since else ''}"

    @property
    def dates(self) -> list:
        """Every candidate date once, in order (dates)."""
        return sorted({day for meeting in self.planned.all() for day in meeting.candidate_dates})


class TurnAnswer(models.Model):
    """A host says yes or no to its turn of a shared proposal. It holds as long as the turn stays on that date."""

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="turn_answers")
    position = models.PositiveSmallIntegerField()
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
                fields=["plan", "position", "organisation", "date"], name="one_answer_per_turn"
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.date}: {self.agrees}"


class PlannedMeeting(models.Model):
    """A meeting of the cycle before it has a host: its candidate dates (ISO 8601) and what it needs."""

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

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_meeting_per_position")]

    def __str__(self):
        return self.title

    @property
    def candidate_dates(self) -> list:
        return [datetime.fromisoformat(day).date() for day in self.candidates]


class PlanVersion(models.Model):
    """Every proposal there ever was, kept for good. `variant` is empty when it was changed by hand."""

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    result = models.JSONField()
    variant = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return f"{self.plan_id} v{self.version}"


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
