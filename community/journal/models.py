from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that somebody did: who, what, about which row, when (UTC). Never changed afterwards.

    `note` holds facts that explain the entry (a number, an old and a new value), never what people wrote.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="journal_entries"
    )
    verb = models.CharField(_("what"), max_length=60)
    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    network_id = models.BigIntegerField(null=True, db_index=True)
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about_model", "about_id"])]

    def __str__(self):
        return f"{self.verb} {self.about_model} {self.about_id}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A journal entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A journal entry is never removed.")
