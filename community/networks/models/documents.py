from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.richtext.models import Attachment

from .networks import Network, Visibility, readable


class NetworkDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands there and `user` may read."""
        return self.filter(readable(user), removed_at=None)


class NetworkDocument(models.Model):
    """Something that a network keeps, in a folder (or none), for who may see it; each change is a version."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=140)
    folder = models.CharField(_("folder"), max_length=60, blank=True)
    visibility = models.CharField(
        _("who may see it"), max_length=10, choices=Visibility, default=Visibility.NETWORK
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NetworkDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["folder", "title", "pk"]

    def __str__(self):
        return self.title

    @property
    def audience(self) -> str:
        """For whom its files are, as attachments say it."""
        return self.network.audience if self.visibility == Visibility.NETWORK else self.visibility


class DocumentVersion(models.Model):
    """A file that a document was from some moment on."""

    document = models.ForeignKey(NetworkDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_file_per_document_and_version")
        ]

    def __str__(self):
        return f"{self.document_id} v{self.number}"
