"""What stands on the page of a network: its season for who takes part, the door for others."""

from dataclasses import dataclass

from community.members.models import Anyone
from community.networks.models import JoinRequest, Network
from community.networks.rules import may_ask_to_join
from events.models import Meeting

MEETINGS = 5
PAST_MEETINGS = 2
SOON = 15  # days


@dataclass(frozen=True)
class Stop:
    """A meeting on the way through the season; `state` is past, now (within two weeks) or later."""

    meeting: Meeting
    state: str


def season(network: Network) -> list[Stop]:
    """The last two meetings and the next ones, five in all."""
    past = list(network.meetings.past().with_place()[:PAST_MEETINGS])[::-1]
    coming = network.meetings.upcoming().with_place()[: MEETINGS - len(past)]
    return [Stop(meeting, _state(meeting)) for meeting in [*past, *coming]]


def _state(meeting: Meeting) -> str:
    if meeting.is_over:
        return "past"
    return "now" if meeting.days_to_go < SOON else "later"


def door(user: Anyone, network: Network) -> str:
    """How somebody who does not take part comes in: `waiting` for an answer, `ask`, or `closed`."""
    waiting = JoinRequest.objects.filter(network=network, user=user.pk, status=JoinRequest.Status.WAITING)
    if waiting.exists():
        return "waiting"
    asks_first = network.join_policy == Network.JoinPolicy.REQUEST and not user.is_authenticated
    return "ask" if asks_first or may_ask_to_join(user, network) else "closed"
