from django.db import models


class JobRun(models.Model):
    """How a job ran last. `said` is how much it did, or why it failed; since `failing_since` it never went well."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
