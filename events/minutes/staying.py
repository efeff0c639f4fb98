"""Actions that stay with an organisation when whoever would do them changes their work."""

from django.utils.translation import ngettext

from community.journal.actions import record
from community.members.models import User
from community.networks.rules import takes_part
from community.organisations.models import Organisation
from community.organisations.working.staying import Keeper, Passing, Stays, register

from .models import ActionPoint
from .telling import tell_owner

MOST_NAMED = 2


def stays(person: User, organisation: Organisation) -> list[Stays]:
    """Their open actions for the organisation, one line for each network."""
    pending = ActionPoint.objects.pending().filter(
        person=person, organisation=organisation, network__closed_at=None
    )
    by_network: dict[int, list[ActionPoint]] = {}
    for action in pending.select_related("network").order_by("network__folded", "due", "pk"):
        by_network.setdefault(action.network_id, []).append(action)
    return [_line(pk, actions) for pk, actions in by_network.items()]


def _line(network: int, actions: list[ActionPoint]) -> Stays:
    words = ", ".join(action.text for action in actions[:MOST_NAMED])
    count = len(actions)
    title = ngettext("%(n)d action: %(words)s", "%(n)d actions: %(words)s", count) % {
        "n": count,
        "words": words,
    }
    return Stays(key=str(network), icon="check", title=title, facts=(actions[0].network.name,))


def pass_on(passing: Passing) -> None:
    """The successor takes care of them and hears of it; without one in the network, the organisation does."""
    pending = ActionPoint.objects.pending().filter(
        person=passing.person, organisation=passing.organisation, network=passing.key
    )
    for action in pending.select_related("network", "meeting"):
        heir = passing.successor
        action.person = heir if heir and takes_part(heir, action.network) else None
        action.reminded_at = None
        action.save(update_fields=["person", "reminded_at"])
        record(
            actor=passing.person, verb="events.action_handed_on", about=action, network_id=action.network_id,
            person=action.person_id,
        )  # fmt: skip
        tell_owner(action, passing.person)


register("actions", Keeper(stays, pass_on))
