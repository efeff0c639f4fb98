import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
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
    `page` is where the form stands. Of what was sent but could not be taken, `action` is the address it was sent to
    and `unsent_at` when; of what is only being written both are empty.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=80)
    page = models.CharField(max_length=400, blank=True)
    action = models.CharField(max_length=400, blank=True)
    fields = models.JSONField(default=dict)
    unsent_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "place"], name="one_draft_per_place")]

    def __str__(self):
        return self.place
