"""Who may do what when somebody comes into a network."""

from community.home.models import Arrival
from community.networks import actions as networks
from tests.factories import BoardFactory

from .row import Verb, once

OPENING = "community.networks.opening.actions"
WELCOME = "community.home.welcome.actions"


def _arrival(house, step="hear"):
    networks.accept_invitation(actor=house.invited, token=house.token)
    arrival = Arrival.objects.get(user=house.invited)
    Arrival.objects.update(step=step)
    return arrival


def _arriving(**more):
    return lambda house: {"arrival": _arrival(house), **more}


VERBS = [
    Verb(f"{OPENING}.send_once_more", "facilitator", lambda h: {"invitation": h.invitation}),
    Verb(f"{OPENING}.withdraw", "facilitator", lambda h: {"invitation": h.invitation}),
    Verb(f"{WELCOME}.tell_who", "invited", _arriving(name="Hanne", languages=["pl"])),
    Verb(f"{WELCOME}.tell_work", "invited", _arriving(role="coach", elsewhere="Elders")),
    Verb(f"{WELCOME}.tell_photo", "invited", _arriving()),
    Verb(f"{WELCOME}.skip", "invited", _arriving(step="photo")),
    Verb(f"{WELCOME}.skip", "", _arriving(step="hear"), case="the last question"),
    Verb(
        f"{WELCOME}.come_in", "invited",
        lambda h: {"arrival": _arrival(h), "mail": "none", "agreement": h.network.agreements.first()},
    ),
    Verb(f"{WELCOME}.come_in", "", _arriving(agreement=None), stopped="invited", case="agreements not read"),
    Verb(f"{WELCOME}.put_away", "invited", _arriving()),
    Verb(
        f"{WELCOME}.introduce", "invited",
        lambda h: {"arrival": _arrival(h), "board": h.board, "sentence": "Dag", "client_id": once()},
    ),
    Verb(
        f"{WELCOME}.introduce", "",
        lambda h: {"arrival": _arrival(h), "board": BoardFactory(), "sentence": "Dag", "client_id": once()},
        case="a board elsewhere",
    ),
]  # fmt: skip

OWN = {
    f"{OPENING}.come_in_by_link": "whoever has the link and knows the address it was sent to",
    f"{OPENING}.ask_for_new": "whoever has the link of one that ended",
}
