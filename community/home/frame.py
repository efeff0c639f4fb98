"""What stands around every page of a member: their networks, what is unread, the rail and the bar below."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from community.chat.models import unread_messages
from community.kept.stamps import kept
from community.networks.models import Beginning, Network, Participant
from community.networks.rights import Right
from forum.models import Topic

from .models import Arrival

MOST_CONCEPTS = 3


@dataclass(frozen=True)
class Entry:
    """One of the reader's networks, with the number of topics in it that have something new.

    `sees_settings` is whether the reader's role opens its settings, `welcome_waits` whether their welcome does.
    """

    pk: int
    slug: str
    name: str
    hue: int
    url: str
    unread: int
    sees_settings: bool
    welcome_waits: bool


@dataclass(frozen=True)
class Concept:
    """A network that the reader writes down, or that waits for an answer; `code` is that of its `Status`."""

    slug: str
    name: str
    hue: int
    url: str
    code: str
    status: str


class Frame:
    """Made once for a reader, and again when they read something or one of their networks changed."""

    def __init__(self, user):
        self.user = user

    @property
    def networks(self) -> list[Entry]:
        return self._kept["networks"]

    @property
    def concepts(self) -> list[Concept]:
        return self._kept["concepts"]

    @property
    def chat(self) -> int:
        return self._kept["chat"]

    def part(self, name: str, current: list[str]) -> str:
        """The `rail` or the `bar`, with the links to `current` marked as where the reader is."""
        html = self._kept[name]
        for url in current:
            html = html.replace(f'<a href="{url}">', f'<a href="{url}" aria-current="page">', 1)
        return mark_safe(html)  # noqa: S308  (rendered by our own templates)

    @cached_property
    def _kept(self) -> dict:
        user = self.user
        looks = (
            user.pk,
            get_language(),
            user.unread_notifications,
            user.name,
            user.handle,
            user.photo.name,
            user.mark,
            user.hue,
            user.works_at,
            user.is_staff or user.is_superuser,
        )
        key = sha256(repr(looks).encode()).hexdigest()[:24]
        return kept(f"frame.{key}", self._names, self._make)

    def _names(self) -> list[str]:
        own = Participant.objects.active().filter(user=self.user).values_list("network_id", flat=True)
        return [f"reader.{self.user.pk}", *(f"network.{pk}" for pk in own)]

    def _make(self) -> dict:
        content = {
            "user": self.user,
            "networks": _networks_of(self.user),
            "concepts": _concepts_of(self.user),
            "chat": unread_messages(self.user),
        }
        return content | {
            "user": self.user.pk,
            "rail": render_to_string("_rail.html", content),
            "bar": render_to_string("_bottombar.html", content),
        }


def _concepts_of(user) -> list[Concept]:
    own = Beginning.objects.filter(owner=user, network=None)[:MOST_CONCEPTS]
    return [
        Concept("nieuw", one.name, one.hue, one.get_absolute_url(), one.status, one.get_status_display())
        for one in own
    ]


def _networks_of(user) -> list[Entry]:
    new = Topic.objects.alive().listed().unread_by(user)
    new = new.filter(board__network=OuterRef("pk"), last_number__gt=0).order_by().values("board__network")
    unread = Coalesce(Subquery(new.annotate(number=Count("pk")).values("number")), 0)
    own = Participant.objects.active().holding(Right.INVITE).filter(network=OuterRef("pk"), user=user)
    waiting = Arrival.objects.open().filter(network=OuterRef("pk"), user=user)
    found = Network.objects.of(user).annotate(unread=unread, sees_settings=Exists(own))
    return [
        Entry(
            one.pk,
            one.slug,
            one.name,
            one.hue,
            one.get_absolute_url(),
            one.unread,
            one.sees_settings,
            one.welcome_waits,
        )
        for one in found.annotate(welcome_waits=Exists(waiting)).order_by("folded")
    ]
