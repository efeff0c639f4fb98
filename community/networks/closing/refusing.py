from typing import NoReturn

from django.core.exceptions import PermissionDenied

from ..models import Network


class NetworkClosed(PermissionDenied):
    """Nobody posts in a network that is closed, however open its pages still stand in a browser."""


def refuse(network: Network | None) -> NoReturn:
    """Refuse what somebody posts in a network. Raises `PermissionDenied`, as `NetworkClosed` where it is closed."""
    if network is not None and network.closed_at is not None:
        raise NetworkClosed
    raise PermissionDenied
