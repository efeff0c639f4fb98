"""What a meeting leaves behind: notes, minutes, actions, what people took home, proof that they were there."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network
from community.organisations.models import Organisation

from .. import moments
from .meetings import AgendaItem, Meeting

PERSON = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


class Note(models.Model):
    """One thing that somebody wrote down during a meeting. Every note is a row, so nobody overwrites another."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        DECISION = "decision", _("Decision")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    client_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="note_sent_once")]

    def __str__(self):
        return self.text[:40]


class ActionPointQuerySet(models.QuerySet):
    def pending(self):
        return self.exclude(status=ActionPoint.Status.DONE)


class ActionPoint(models.Model):
    """What was agreed to do: by which organisation and person, before which day. On every agenda until done."""

    class Status(models.TextChoices):
        OPEN = "open", _("Not started")
        BUSY = "busy", _("In progress")
        DONE = "done", _("Done")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="actions")
    text = models.CharField(_("what"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    due = models.DateField(_("before"), null=True, blank=True)
    status = models.CharField(max_length=5, choices=Status, default=Status.OPEN)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    client_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["created_by", "client_id"], name="action_sent_once")]

    def __str__(self):
        return self.text

    @property
    def is_late(self) -> bool:
        """Past its day, where networks are, and not done."""
        return self.status != self.Status.DONE and self.due is not None and self.due < moments.today()


class Minutes(models.Model):
    """The report of a meeting: a draft, then shared for comments, then approved at a later meeting."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft, only seen by who writes it and the facilitators")
        SHARED = "shared", _("Shared, open for comments")
        APPROVED = "approved", _("Approved")

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    html = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    saved_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self):
        return f"minutes of {self.meeting_id}"

    def get_absolute_url(self):
        return reverse("events:minutes", args=[self.meeting_id])


class MinutesVersion(models.Model):
    """What the minutes said before."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    html = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["minutes", "version"], name="minutes_version_once")]

    def __str__(self):
        return f"{self.minutes_id} v{self.version}"


class MinutesComment(models.Model):
    """A remark on shared minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    text = models.TextField(_("remark"), max_length=1000)
    client_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="comment_sent_once")]

    def __str__(self):
        return self.text[:40]


class PulseAnswer(models.Model):
    """What somebody thought of a meeting, 1 (not at all) to 5 (very much). It does not say who, nor when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pulse")
    useful = models.PositiveSmallIntegerField()
    safe = models.PositiveSmallIntegerField()
    applies = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), safe__range=(1, 5), applies__range=(1, 5)),
                name="pulse_from_1_to_5",
            )
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.useful} {self.safe} {self.applies}"


class PulseGiven(models.Model):
    """Somebody filled in the pulse of a meeting; nothing links them to their answers."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pulse_given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_pulse_per_person")]

    def __str__(self):
        return f"{self.user_id} {self.meeting_id}"


class FirstMet(models.Model):
    """At this meeting somebody met another for the first time."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    met = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "met"], name="met_once")]

    def __str__(self):
        return f"{self.user_id} met {self.met_id}"


class Inspiration(models.Model):
    """What somebody took home. Only they read it; it comes back to them after six weeks."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inspirations")
    text = models.TextField(_("what you take home"), max_length=1000)
    comes_back_on = models.DateField()
    came_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_note_per_meeting")]

    def __str__(self):
        return f"{self.user_id} {self.meeting_id}"


class ThankYou(models.Model):
    """A word of thanks to the host."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="thanks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("your thanks"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="thanked_once")]

    def __str__(self):
        return self.text[:40]


class HostTask(models.Model):
    """One thing the host prepares. `key` names it in `hosting.py`; the due day follows the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="host_tasks")
    key = models.CharField(max_length=30)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="one_task_of_a_kind")]

    def __str__(self):
        return f"{self.meeting_id} {self.key}"


def new_certificate_code() -> str:
    return secrets.token_urlsafe(9)


class Certificate(models.Model):
    """Somebody attended a network's meetings. What it says is fixed; a correction voids it and issues a new one."""

    code = models.CharField(max_length=20, unique=True, default=new_certificate_code)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="certificates")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    name = models.CharField(max_length=120)
    organisation_name = models.CharField(max_length=120, blank=True)
    network_name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    minutes_attended = models.PositiveIntegerField()
    minutes_held = models.PositiveIntegerField()
    meetings = models.JSONField(default=list)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name} {self.code}"

    def get_absolute_url(self):
        return reverse("events:certificate", args=[self.code])

    @property
    def hours(self) -> float:
        return self.minutes_attended / 60


class Harvest(models.Model):
    """Passages from minutes and topics on their way to a knowledge article (`page` is its draft, once made)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="harvests")
    title = models.CharField(_("title of the article"), max_length=140)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    started_at = models.DateTimeField(default=timezone.now)
    page = models.ForeignKey(
        "knowledge.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:harvest", args=[self.pk])


class Passage(models.Model):
    """One passage of a harvest. Only with the yes of who wrote it does it go into the article."""

    harvest = models.ForeignKey(Harvest, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    html = models.TextField()
    source = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="passages"
    )
    agrees = models.BooleanField(null=True)
    named = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["harvest", "url"], name="one_passage_per_source")]

    def __str__(self):
        return f"{self.harvest_id}: {self.source}"
