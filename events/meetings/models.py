"""A meeting of a network, or one that is open to everyone, and who said that they come."""

import secrets
import uuid
import zoneinfo
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.networks.models import Network, Visibility, readable
from community.organisations.models import Organisation, Venue
from community.richtext.models import Attachment

from .moments import HOME_NAME, today

FIRST_MONTH = 9  # networks plan by school year: September to August


def new_door_code() -> str:
    """Six characters that are read easily from a wall: without 0, O, 1, I and L."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _position in range(6))


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
        return self.select_related("network", "host", "venue__sketch", "presented_by")


class Meeting(models.Model):
    """A network meets, at one of its organisations or online; or something open to everyone takes place.

    Moments are stored in UTC; `time_zone` is where it takes place and gives the time on the wall. `stops` are what
    you will see there: dicts with title, text and question. Who knows the `door_code` on the wall is there.
    Who it is `presented_by` receives people at the venue that `host` lends, each for a half; `uncounted` says why a
    meeting gives nobody credit for hosting. From `untold_since` on people did not hear yet what changed.
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

    class Uncounted(models.TextChoices):
        NETWORK = "network", _("called off by the network in time")
        HOST = "host", _("called off by the host")
        NO_SHOW = "no_show", _("the host was not there")

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
    time_zone = models.CharField(max_length=40, default=HOME_NAME)
    host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="hosted_meetings"
    )
    presented_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uncounted = models.CharField(max_length=10, choices=Uncounted, blank=True)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    join_url = models.URLField(_("link to join online"), blank=True)
    whiteboard_url = models.URLField(_("link to the whiteboard"), blank=True)
    stops = models.JSONField(default=list, blank=True)
    bring = models.CharField(_("bring along"), max_length=200, blank=True)
    catering = models.CharField(_("coffee and food"), max_length=200, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    backup_host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    documents = models.ManyToManyField(Attachment, blank=True, related_name="+")
    pulse_asked_at = models.DateTimeField(null=True, blank=True)
    door_code = models.CharField(max_length=6, default=new_door_code, editable=False)
    capacity_in_person = models.PositiveSmallIntegerField(_("seats in the room"), null=True, blank=True)
    capacity_online = models.PositiveSmallIntegerField(_("places online"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    untold_since = models.DateTimeField(null=True, blank=True, editable=False)
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
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def days_to_go(self) -> int:
        """Whole days on the calendar of the meeting's place; 0 for today, negative when past."""
        return (self.local_start.date() - today(self.zone)).days

    def in_same_year(self):
        """The meetings of its network in its school year that are not called off, this one included."""
        day = self.local_start
        year = day.year if day.month >= FIRST_MONTH else day.year - 1
        first, last = (datetime(y, FIRST_MONTH, 1, tzinfo=self.zone) for y in (year, year + 1))
        held = Meeting.objects.filter(network=self.network_id, network__isnull=False)
        return held.exclude(status=self.Status.CANCELLED).filter(starts_at__gte=first, starts_at__lt=last)

    def capacity_for(self, mode: str) -> int | None:
        """Places for `in_person` or `online`; None for no limit, 0 where the meeting has no such way."""
        if self.mode not in (mode, self.Mode.HYBRID):
            return 0
        return self.capacity_in_person if mode == self.Mode.IN_PERSON else self.capacity_online


class AttendanceQuerySet(models.QuerySet):
    def coming(self, mode: str):
        """Who has a place, in the room or online."""
        return self.filter(answer=mode, waiting_since=None)

    def waiting(self, mode: str):
        return self.filter(answer=mode, waiting_since__isnull=False).order_by("waiting_since", "pk")


class Attendance(models.Model):
    """Somebody's answer to a meeting. Who finds it full waits, in order of arrival.

    A guest has no account but a `name` and an `email`. `needs` and `needs_note` say what they need there, with their
    consent, and go a week after the meeting; `needs_for` is the host that reads them. What was said is about the
    `answered_sequence` of the meeting. `is_host` also holds for who presents: neither takes a seat of others.
    `attended` is None until somebody says so.
    """

    class Need(models.TextChoices):
        VEGETARIAN = "vegetarian", _("Vegetarian food")
        VEGAN = "vegan", _("Vegan food")
        HALAL = "halal", _("Halal food")
        GLUTEN_FREE = "gluten_free", _("Gluten-free food")
        LACTOSE_FREE = "lactose_free", _("Lactose-free food")
        STEP_FREE = "step_free", _("No steps")
        HEARING = "hearing", _("A hearing loop or a seat in front")
        INTERPRETER = "interpreter", _("An interpreter")
        QUIET = "quiet", _("A quiet place to withdraw")
        FEEDING = "feeding", _("A room for feeding or expressing milk")

    class Answer(models.TextChoices):
        IN_PERSON = "in_person", _("I am coming")
        ONLINE = "online", _("Online")
        NO = "no", _("I cannot come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="attendances"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="nl")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer)
    waiting_since = models.DateTimeField(null=True, blank=True)
    is_host = models.BooleanField(default=False)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_sequence = models.PositiveIntegerField(default=0)
    needs = models.JSONField(default=list, blank=True)
    needs_note = models.CharField(max_length=200, blank=True)
    needs_for = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ride = models.ForeignKey(
        "Ride", null=True, blank=True, on_delete=models.SET_NULL, related_name="passengers"
    )
    checked_in_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(null=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["user__folded"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_answer_per_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=Q(user=None), name="one_answer_per_guest"
            ),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="guest_has_a_name"),
        ]

    def __str__(self):
        return f"{self.user_id or self.name} {self.answer} {self.meeting_id}"

    @property
    def person_name(self) -> str:
        return self.user.name if self.user else self.name

    @property
    def works_at(self) -> str:
        return self.user.works_at if self.user else self.organisation_name

    @property
    def is_coming(self) -> bool:
        return self.answer != self.Answer.NO and self.waiting_since is None


def somebody() -> "models.ForeignKey[User | Combinable | None, User | None]":
    """Who did or wrote this. Their account may go; what they did stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
