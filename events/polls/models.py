import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.networks.models import Network

from ..meetings.models import Meeting
from ..meetings.moments import HOME_NAME, today


def new_poll_code() -> str:
    return secrets.token_urlsafe(12)


class DatePoll(models.Model):
    """Which day suits most people? Who has the address (`code`) can vote, also without an account.

    With `only_members` only who takes part in the network can see it and vote.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="polls")
    code = models.CharField(max_length=24, unique=True, default=new_poll_code)
    title = models.CharField(_("what it is for"), max_length=140)
    note = models.CharField(_("what to know"), max_length=300, blank=True)
    closes_on = models.DateField(_("vote until"))
    only_members = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=40, default=HOME_NAME)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:poll", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Until the end of its last day, where it takes place, or until a day was chosen."""
        return self.meeting_id is None and self.closes_on >= today(self.zone)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class PollOption(models.Model):
    """One moment to vote on. Votes belong to the option, so that changing the list never moves them."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="option_ends_after_start"),
            models.UniqueConstraint(fields=["poll", "starts_at"], name="one_option_per_moment"),
        ]

    def __str__(self):
        return f"{self.poll_id} {self.starts_at}"

    @property
    def local_start(self) -> datetime:
        """On the wall clock of the poll's place."""
        return self.starts_at.astimezone(self.poll.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.poll.zone)


class Voter(models.Model):
    """Somebody who votes; without an account they come back by their own link (`key`)."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="voters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)
    key = models.CharField(max_length=24, unique=True, default=new_poll_code)
    voted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "user"], name="one_voter_per_person")]

    def __str__(self):
        return self.name


class Vote(models.Model):
    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        IF_NEED_BE = "if_need_be", _("if need be")
        NO = "no", _("no")

    voter = models.ForeignKey(Voter, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    answer = models.CharField(max_length=10, choices=Answer)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "option"], name="one_vote_per_option")]

    def __str__(self):
        return f"{self.voter_id} {self.option_id} {self.answer}"
