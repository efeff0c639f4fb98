from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from community.members.models import User

from ..models import JoinRequest, Network
from ..rules import facilitates
from .rules import may_change_settings, may_see_settings


def settings_of(user: User, slug: str) -> Network:
    """The network of which this person opens the settings. Raises `Http404` and `PermissionDenied`."""
    network = Network.objects.of(user).filter(slug=slug).first()
    if network is None:
        raise Http404
    if not may_see_settings(user, network):
        raise PermissionDenied
    return network


@dataclass(frozen=True)
class Frame:
    """What stands around every page of settings.

    `sees` is whether they are open to the reader at all (a page of them can be for everyone), `changes` whether the
    reader changes what stands on them, `deciders` the first names of who does,
    `waiting` how many ask to join.
    """

    network: Network
    sees: bool
    changes: bool
    steers: bool
    deciders: list[str]
    waiting: int


def frame_of(user: User, network: Network) -> Frame:
    """What stands around the pages of settings for this reader."""
    waiting = network.join_requests.filter(status=JoinRequest.Status.WAITING, network__closed_at=None)
    facilitators = network.participants.active().facilitators().select_related("user")
    return Frame(
        network=network,
        sees=may_see_settings(user, network),
        changes=may_change_settings(user, network),
        steers=facilitates(user, network),
        deciders=[part.user.first_name for part in facilitators],
        waiting=waiting.count(),
    )
