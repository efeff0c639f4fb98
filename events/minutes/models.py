"""Notes, actions and minutes of a meeting."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network
from community.organisations.models import Organisation

from ..meetings import moments
from ..meetings.models import Meeting, somebody
from ..programme.models import AgendaItem


class Note(models.Model):
    """One thing that somebody wrote down during a meeting. Every note is a row, so nobody overwrites another."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        DECISION = "decision", _("Decision")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"), max_length=2000)
    author = somebody()
    client_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    changeable: bool  #: for this reader, on the page of the notes

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
    created_by = somebody()
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
    written_by = somebody()
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
    written_by = somebody()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["minutes", "version"], name="minutes_version_once")]

    def __str__(self):
        return f"{self.minutes_id} v{self.version}"


class MinutesComment(models.Model):
    """A remark on shared minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="comments")
    author = somebody()
    text = models.TextField(_("remark"), max_length=1000)
    client_id = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="comment_sent_once")]

    def __str__(self):
        return self.text[:40]
