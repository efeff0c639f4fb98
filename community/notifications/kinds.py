"""What can reach somebody. A room registers its kinds at start-up; preferences and mails follow from them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Letter:
    """What the mail to one person says besides the sentence.

    `shown` is what its `template` shows besides, `url` where the button leads when that differs per person (a signed
    link), `calendar` its iCalendar part.
    """

    shown: dict = field(default_factory=dict)
    template: str = "notifications/mail"
    url: str = ""
    calendar: str = ""
    calendar_method: str = "REQUEST"


@dataclass(frozen=True)
class Several:
    """What is said once about many events of one kind around one thing, such as the answers in a topic.

    `sentence(number, data)` is one line behind the bell; `letter(notifications)` makes the one mail about those that
    were not mailed yet, the oldest first, or gives None when nothing is left to tell.
    """

    sentence: Callable[[int, dict], str]
    letter: Callable[[list], Letter | None]


@dataclass(frozen=True)
class Kind:
    """`sentence(actor_name, data)` says what happened, in the language that is active then.

    `letters(notification)` looks up once what all mails about one event share, and gives back what makes the `Letter`
    for a person, called in their language and time zone; or None when what was told about is gone. It runs in a job,
    after the event. A kind without it has its mails written while the event happens. With `several`, its mails wait a
    moment, and what is told with one `bundle` meanwhile is one mail; it needs `letters`.

    `needed(notification, people)` gives those of these people (by their ids) who get the mail although they switched
    it off, because something of theirs would stay wrong, such as an entry in their calendar.

    `asked_at(person)` gives the addresses where that person can still answer what this kind asks; it reads what is
    true now, so that a line asks until it is answered, read or not, and never after. Without it a kind asks nothing.
    """

    name: str
    label: str | Promise
    icon: str
    sentence: Callable[[str, dict], str]
    button: str | Promise
    mail: bool = True
    letters: Callable | None = None
    needed: Callable | None = None
    several: Several | None = None
    asked_at: Callable | None = None

    def by(self, way: str, own: dict) -> bool:
        """Does this come by `way` ("mail" or "push")? `own` are somebody's preferences by kind."""
        chosen = getattr(own.get(self.name), way, None)
        return self.mail if chosen is None else chosen


class Group(models.TextChoices):
    """Under which heading a kind stands where people choose, in this order."""

    MEETINGS = "meetings", _("Meetings you come to")
    HOSTING = "hosting", _("Receiving the others")
    AROUND = "around", _("Before and after a meeting")
    FORUM = "forum", _("Forum")
    NETWORKS = "networks", _("Your networks")


_kinds: dict[str, Kind] = {}
_groups: dict[str, Group] = {}


def register(kind: Kind, group: Group = Group.NETWORKS) -> None:
    _kinds[kind.name] = kind
    _groups[kind.name] = group


def get(name: str) -> Kind:
    return _kinds[name]


def every() -> list[Kind]:
    return list(_kinds.values())


def by_group() -> list[tuple[Group, list[Kind]]]:
    """Every kind, under its heading."""
    found = [(group, [kind for kind in every() if _groups[kind.name] == group]) for group in Group]
    return [(group, some) for group, some in found if some]


def bare(notification) -> Callable:
    """Letters that say nothing besides the sentence."""
    return lambda person: Letter()
