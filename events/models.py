import secrets
import uuid
import zoneinfo
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network, Visibility, readable
from community.organisations.models import Organisation, Venue


class MeetingQuerySet(models.QuerySet):
    """Which meetings? Every list starts here."""

    def visible_to(self, user):
        return self.filter(readable(user))

    def upcoming(self):
        """Not over yet and not cancelled, the first one first."""
        return (
            self.filter(ends_at__gt=timezone.now())
            .exclude(status=Meeting.Status.CANCELLED)
            .order_by("starts_at", "pk")
        )

    def past(self):
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def overlapping(self, starts_at, ends_at):
        return self.exclude(status=Meeting.Status.CANCELLED).filter(
            starts_at__lt=ends_at, ends_at__gt=starts_at
        )

    def with_place(self):
        return self.select_related("network", "host", "venue")


class Meeting(models.Model):
    """A network meets, at one of its organisations or online; or something open to everyone takes place.

    Moments are stored in UTC; `time_zone` is where it takes place and gives the time on the wall.
    """

    class Kind(models.TextChoices):
        NETWORK = "network_meeting", _("Network meeting")
        KNOWLEDGE = "knowledge_session", _("Knowledge session")
        EXPERT = "expert_meeting", _("Expert meeting")
        TRAINING = "training", _("Training")
        WEBINAR = "webinar", _("Webinar")
        OPEN = "open_event", _("Open network event")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("Hybrid")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CONFIRMED = "confirmed", _("Confirmed")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="meetings"
    )
    visibility = models.CharField(
        _("who may see it"), max_length=10, choices=Visibility, default=Visibility.NETWORK
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NETWORK)
    title = models.CharField(_("title"), max_length=140)
    question = models.CharField(_("learning question"), max_length=300, blank=True)
    summary = models.TextField(_("what it is about"), max_length=3000, blank=True)
    showcase = models.TextField(_("what you will see there"), max_length=3000, blank=True)
    mode = models.CharField(_("how we meet"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    starts_at = models.DateTimeField(_("start"), db_index=True)
    ends_at = models.DateTimeField(_("end"))
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="hosted_meetings"
    )
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    join_url = models.URLField(_("link to join online"), blank=True)
    capacity_in_person = models.PositiveSmallIntegerField(_("seats in the room"), null=True, blank=True)
    capacity_online = models.PositiveSmallIntegerField(_("places online"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    plan = models.ForeignKey(
        "RotationPlan", null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(network__isnull=False) | ~Q(visibility="network"),
                name="network_meeting_has_network",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:meeting", args=[self.pk])

    @property
    def audience(self) -> str:
        return f"network:{self.network_id}" if self.visibility == Visibility.NETWORK else self.visibility

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def days_to_go(self) -> int:
        """Whole days on the calendar of the meeting's place; 0 for today, negative when past."""
        return (self.local_start.date() - timezone.localdate(timezone=self.zone)).days

    def capacity_for(self, mode: str) -> int | None:
        """Places for `in_person` or `online`; None for no limit, 0 where the meeting has no such way."""
        if self.mode not in (mode, self.Mode.HYBRID):
            return 0
        return self.capacity_in_person if mode == self.Mode.IN_PERSON else self.capacity_online


class AgendaItem(models.Model):
    """One part of the programme."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=140)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    note = models.CharField(_("who and how"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class AttendanceQuerySet(models.QuerySet):
    def coming(self, mode: str):
        """Who has a place, in the room or online."""
        return self.filter(answer=mode, waiting_since=None)

    def waiting(self, mode: str):
        return self.filter(answer=mode, waiting_since__isnull=False).order_by("waiting_since", "pk")


class Attendance(models.Model):
    """Somebody's answer to a meeting. Who finds it full waits, in order of arrival."""

    class Answer(models.TextChoices):
        IN_PERSON = "in_person", _("I am coming")
        ONLINE = "online", _("Online")
        NO = "no", _("I cannot come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances")
    answer = models.CharField(max_length=10, choices=Answer)
    waiting_since = models.DateTimeField(null=True, blank=True)
    is_host = models.BooleanField(default=False)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_answer_per_meeting")]

    def __str__(self):
        return f"{self.user_id} {self.answer} {self.meeting_id}"


def new_feed_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; a new token makes the old address stop."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=40, unique=True, default=new_feed_token)

    def __str__(self):
        return f"feed of {self.user_id}"


class RotationPlan(models.Model):
    """Who hosts when, for one cycle: asked, proposed by the planner, published.

    `result` is the proposal as the planner gives it; `variants` holds what the planner found with fairness, travel
    or people first, and `variant` which of them is the proposal (empty when it was changed by hand). `progress` is
    how far the planner is, in percent, since `computing_since`.
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

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("events:plan", args=[self.pk])

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
    """Every proposal the planner made, kept for good."""

    plan = models.ForeignKey(RotationPlan, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    result = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

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
