from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.networks.models import Network, Participant


class RoomQuerySet(models.QuerySet):
    """Which rooms? Every list starts here."""

    def visible_to(self, user):
        """The rooms of one's networks, and the conversations one is in."""
        if not user.is_authenticated:
            return self.none()
        own = Participant.objects.active().filter(user=user).values("network")
        direct = RoomMember.objects.filter(user=user).values("room")
        return self.filter(Q(network__in=own) | Q(network=None, pk__in=direct))


class Room(models.Model):
    """A conversation: one for each network, one for each pair of people who talk.

    A network has more when something in it gets a room of its own, such as a meeting: `about` names that thing.
    """

    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="rooms"
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    about = models.CharField(max_length=40, unique=True, null=True, blank=True)
    pair = models.CharField(max_length=40, unique=True, null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)

    other: User | None  #: in a list of somebody's rooms (`queries.rooms_of`): with whom they talk,
    title: str  #: what the room is called for them,
    unread: int  #: and how many messages they did not see

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]

    def __str__(self):
        return self.name or f"room {self.pk}"

    def get_absolute_url(self):
        return reverse("chat:room", args=[self.pk])


class RoomMember(models.Model):
    """Somebody hears a room; `last_read` is the number of the last message they saw."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_memberships"
    )
    last_read = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_member_per_room")]

    def __str__(self):
        return f"{self.user_id} in {self.room_id}"


class Message(models.Model):
    """One message. `number` counts per room from 1 without gaps, in the order of commits; `html` is clean."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="messages"
    )
    client_id = models.UUIDField()
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    #: On a page that says so: it stands below the one before it without a head of its own.
    follows = False

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="one_message_per_number"),
            models.UniqueConstraint(fields=["author", "client_id"], name="message_sent_once"),
        ]

    def __str__(self):
        return f"{self.room_id}#{self.number}"


def unread_messages(user) -> int:
    """How many messages wait in all rooms of the reader."""
    own = Participant.objects.active().filter(user=user).values("network")
    found = RoomMember.objects.filter(
        Q(room__network=None) | Q(room__network__in=own), user=user, room__last_number__gt=F("last_read")
    )
    total = found.aggregate(total=models.Sum(F("room__last_number") - F("last_read")))["total"]
    return total or 0
