import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.addresses import address
from community.members.models import User
from community.networks.models import Network, Visibility, readable

POSTS_PER_PAGE = 20


class BoardQuerySet(models.QuerySet):
    """Which boards? Every list starts here."""

    def visible_to(self, user):
        return self.filter(readable(user))


class Board(models.Model):
    """Where topics stand: one per network, and a few for everyone."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="boards"
    )
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.NETWORK)
    position = models.PositiveSmallIntegerField(default=0)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=False) | ~Q(visibility="network"),
                name="network_board_has_network",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("forum:board", self.slug)

    @property
    def audience(self) -> str:
        return f"network:{self.network_id}" if self.visibility == Visibility.NETWORK else self.visibility


class Tag(models.Model):
    name = models.CharField(max_length=30, unique=True)

    def __str__(self):
        return self.name


class TopicQuerySet(models.QuerySet):
    """Which topics? Every list starts here."""

    def visible_to(self, user):
        return self.alive().filter(readable(user, "board__"))

    def alive(self):
        """Topics nobody removed; of a board that the reader may see, these are the ones they may see."""
        return self.filter(deleted_at=None)

    def listed(self):
        """Those that still say something: a topic whose opening was removed stays for its answers alone."""
        return self.exclude(title="", reply_count=0)

    def titled(self):
        """Those whose opening is there."""
        return self.exclude(title="")

    def with_reading_of(self, user):
        """Adds `seen`: the number of the last post the reader saw (0 for never)."""
        if not user.is_authenticated:
            return self.annotate(seen=F("last_number"))
        mark = ReadMark.objects.filter(topic=OuterRef("pk"), user=user).values("number")
        return self.annotate(seen=Coalesce(Subquery(mark), 0))

    def with_following_of(self, user):
        """Adds `follows`: whether the reader hears of new answers."""
        own = Subscription.objects.filter(topic=OuterRef("pk"), user=user.pk, follows=True)
        return self.annotate(follows=Exists(own))

    def unread_by(self, user):
        """Topics with posts after the reader's mark, or without one; which topics they may see is asked apart."""
        read = ReadMark.objects.filter(topic=OuterRef("pk"), user=user, number__gte=OuterRef("last_number"))
        return self.filter(~Exists(read))


class Topic(models.Model):
    """A question or story with answers. Counts and pointers are kept by the actions.

    While its opening is removed, the title is empty and there are no labels: they are `set_aside` (title, tags) until
    it is brought back, so that nothing which shows, finds or sends a topic can say them.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=140)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="topics"
    )
    client_id = models.UUIDField(default=uuid.uuid4)
    tags = models.ManyToManyField(Tag, blank=True, related_name="topics")
    created_at = models.DateTimeField(default=timezone.now)
    last_number = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    last_poster = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.ForeignKey("Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    pinned = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)
    set_aside = models.JSONField(null=True, blank=True)

    seen: int  #: the number up to which this reader came, where `with_reading_of` was asked

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-pinned", "-last_post_at", "-pk"]
        indexes = [
            models.Index(fields=["board", "-pinned", "-last_post_at", "-id"]),
            models.Index(fields=["-last_post_at", "-id"]),
        ]
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="topic_sent_once")]

    def __str__(self):
        return self.title

    @property
    def heading(self) -> str:
        """What stands above the topic, in the language that is active."""
        return self.title or gettext("Removed topic")

    @property
    def slug(self) -> str:
        return slugify(self.title)[:60].strip("-") or "onderwerp"

    def get_absolute_url(self):
        return reverse("forum:topic", args=[self.pk, self.slug])

    @property
    def url_of_new(self) -> str:
        """Where the reading goes on, of a topic `with_reading_of` somebody who read in it before."""
        if not 0 < self.seen < self.last_number:
            return self.get_absolute_url()
        return self.url_of(self.seen + 1).partition("#")[0] + "#nieuw"

    def url_of(self, number: int) -> str:
        """The address of one post: the page it stands on, and its anchor."""
        page = max(1, (number + POSTS_PER_PAGE - 1) // POSTS_PER_PAGE)
        query = f"?page={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}#p{number}"


class PostQuerySet(models.QuerySet):
    """Which posts? What is said of them elsewhere starts here; inside a topic a removed one leaves a line."""

    def visible_to(self, user):
        return self.filter(deleted_at=None, topic__in=Topic.objects.visible_to(user))


class Post(models.Model):
    """One message in a topic. `number` counts from 1 without gaps; `html` is clean."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    client_id = models.UUIDField()
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    useful_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    thanks_count = models.PositiveIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    own_reactions: Collection[str]  #: what this reader gave, where `add_own_reactions` was asked
    unreachable: list[User]  #: who was called by name but may not read here, right after it was written

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_per_number"),
            models.UniqueConstraint(fields=["author", "client_id"], name="post_sent_once"),
        ]

    def __str__(self):
        return f"{self.topic_id}#{self.number}"

    def get_absolute_url(self):
        return self.topic.url_of(self.number)

    @property
    def reactions(self) -> list[tuple[str, str, str, int]]:
        """(kind, word, icon, count) for the three reactions."""
        return [
            (kind, str(Reaction.Kind(kind).label), icon, getattr(self, f"{kind}_count"))
            for kind, icon in (("useful", "lamp"), ("same", "same"), ("thanks", "thanks"))
        ]

    @property
    def has_reactions(self) -> bool:
        return bool(self.useful_count or self.same_count or self.thanks_count)


class PostRevision(models.Model):
    """What a post said before it was edited."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    html = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return f"{self.post_id} v{self.version}"


class Reaction(models.Model):
    """A word of thanks or recognition; one of each kind per person and post."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("Useful")
        SAME = "same", _("I recognise this")
        THANKS = "thanks", _("Thank you")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "user", "kind"], name="one_reaction_of_a_kind")
        ]

    def __str__(self):
        return f"{self.kind} {self.post_id}"


class ReadMark(models.Model):
    """How far somebody read a topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_mark_per_topic")]

    def __str__(self):
        return f"{self.user_id} {self.topic_id}: {self.number}"


class Subscription(models.Model):
    """Somebody follows a topic, or silenced it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="subscriptions")
    follows = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_subscription_per_topic")]

    def __str__(self):
        return f"{self.user_id} {self.topic_id}"
