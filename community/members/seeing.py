"""Who reads which part of a profile: the standing of a reader towards somebody, and the audience of each part."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import circles
from .models import Anyone, Profile, User

Audience = Profile.Audience


class Standing(TextChoices):
    """What a reader is to somebody, from near to far."""

    SELF = "self"
    FACILITATOR = "facilitator", _("Who facilitates one of my networks")
    NETWORK = "network", _("Somebody of my networks")
    MEMBER = "member", _("Somebody else with an account")
    VISITOR = "visitor", _("A visitor")


#: The standings that read what is shown to an audience.
READERS: dict[str, set[Standing]] = {
    Audience.ME: {Standing.SELF},
    Audience.FACILITATORS: {Standing.SELF, Standing.FACILITATOR},
    Audience.NETWORKS: {Standing.SELF, Standing.FACILITATOR, Standing.NETWORK},
    Audience.MEMBERS: {Standing.SELF, Standing.FACILITATOR, Standing.NETWORK, Standing.MEMBER},
}
#: The parts of a profile with an audience, and what each is called.
PARTS: dict[str, str | Promise] = {
    "role": _("What you do"),
    "about": _("About you"),
    "expertise": _("I can help with"),
    "looking_for": _("I am looking for"),
    "themes": _("Themes"),
    "languages": _("Languages you speak"),
    "email": _("E-mail"),
    "phone": _("Phone"),
}


def standings_of(viewer: Anyone) -> Callable[[User], Standing]:
    """What the viewer is to each of many people, for the price of two questions."""
    if not viewer.is_authenticated:
        return lambda person: Standing.VISITOR
    led, shared = set(circles.led_by(viewer)), set(circles.shared_with(viewer))

    def standing(person: User) -> Standing:
        if viewer.pk == person.pk:
            return Standing.SELF
        if person.pk in led:
            return Standing.FACILITATOR
        return Standing.NETWORK if person.pk in shared else Standing.MEMBER

    return standing


def standing_of(viewer: Anyone, person: User) -> Standing:
    """What the viewer is to this person."""
    return standings_of(viewer)(person)


def reads(standing: str, audience: str) -> bool:
    """Whether somebody with this standing reads what is shown to this audience."""
    return standing == Standing.SELF or standing in READERS.get(audience, set())


@dataclass(frozen=True)
class Seen:
    """A profile as somebody with a standing reads it: each part, empty where it is not for them."""

    person: User
    profile: Profile
    standing: str

    def _part(self, name: str, value):
        return value if reads(self.standing, getattr(self.profile, f"{name}_visible_to")) else type(value)()

    @property
    def role(self) -> str:
        return self._part("role", self.profile.role)

    @property
    def about(self) -> str:
        return self._part("about", self.profile.about)

    @property
    def topics(self) -> list[str]:
        return self._part("expertise", self.profile.topics)

    @property
    def looking_for(self) -> list[str]:
        return self._part("looking_for", self.profile.wishes)

    @property
    def themes(self) -> list[str]:
        return self._part("themes", self.profile.theme_list)

    @property
    def languages(self) -> list[str]:
        return self._part("languages", self.profile.languages)

    @property
    def email(self) -> str:
        return self._part("email", self.person.email)

    @property
    def phone(self) -> str:
        return self._part("phone", self.profile.phone)

    @property
    def hidden(self) -> list[str]:
        """The names of the parts that are filled in and not for them."""
        return [
            str(label)
            for name, label in PARTS.items()
            if self._filled(name) and not reads(self.standing, getattr(self.profile, f"{name}_visible_to"))
        ]

    def _filled(self, name: str) -> bool:
        return bool(self.person.email if name == "email" else getattr(self.profile, name))
