import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import audiences

#: How many files one form takes.
MOST_FILES = 6


class Attachment(models.Model):
    """A file that hangs from something written. Who may read it follows its audience, asked at every download.

    One that is `waiting` hangs from nothing yet: it was sent with a form in which something else was wrong. Only its
    owner sees it, and after a day it is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    audience = models.CharField(max_length=40)
    file = models.FileField(upload_to="attachments/%Y/%m/")
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(_("bytes"))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    client_id = models.UUIDField()
    waiting = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="one_attachment_per_client_id")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("richtext:file", args=[self.pk, self.name])

    def readable_by(self, user) -> bool:
        return self.hidden_at is None and audiences.may_read(user, self.audience)


class Draft(models.Model):
    """What somebody is still writing in one form, kept on the server so that no crash or other device loses it.

    `fields` holds the values by the name of their field: `{"title": ["Wie kent dit?"], "html": ["<p>…</p>"]}`.
    `shown` marks what they held when the form was opened, so that what nobody typed is never put back.
    `page` is where the form stands, `action` the address that it is sent to. Of what was sent but could not be taken,
    `unsent_at` says when; of what is only being written it is empty.

    Each page that stands open has a draft of its own: `opened` says which one writes in it. A page that begins with
    the words of a draft goes on with it, as long as no other page wrote in it since: `version` counts its changes.
    """

    #: How many other drafts there are of the same form; set where one of them is offered.
    others = 0

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=80)
    opened = models.CharField(max_length=24, blank=True)
    version = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=400, blank=True)
    action = models.CharField(max_length=400, blank=True)
    fields = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)
    unsent_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "place", "opened"], name="one_draft_per_page")
        ]

    def __str__(self):
        return self.place

    @property
    def at(self) -> int:
        """When somebody last wrote in it, in milliseconds, as a browser counts them."""
        return int(self.updated_at.timestamp() * 1000)
