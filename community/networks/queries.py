"""The people of a network, for whoever has something to tell them."""

from django.db.models import QuerySet

from community.members.models import User
from community.organisations.models import Organisation

from .models import Network, Participant
from .rights import Right


def who_holds(right: Right, network: Network | None) -> QuerySet[User]:
    """Whose role in the network has this right now; nobody where there is none."""
    own = Participant.objects.active().holding(right).filter(network=network)
    return User.objects.filter(participations__in=own)


def people_for(network: Network | None, *organisations: Organisation | None) -> QuerySet[User]:
    """Who takes part in the network now for these organisations and speaks for them; guests do not."""
    known = [one for one in organisations if one is not None]
    own = Participant.objects.active().filter(network=network, organisation__in=known)
    return User.objects.filter(participations__in=own.holding(Right.SPEAK_FOR))
