"""When life happens: hosts exchange their turns, a host drops out, or it is not there on the day itself."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network
from community.networks.queries import people_for, who_holds
from community.networks.rights import Right
from community.networks.rules import has_right
from community.notifications.actions import hold, notify, settle
from community.organisations.models import Organisation

from ..meetings.letters import letter_of_two
from ..meetings.models import Meeting
from ..meetings.queries import locked, locked_together
from ..meetings.rules import may_change_meeting
from ..meetings.standing import standing_of
from ..meetings.telling import LETTER
from ..scheduling.actions import change_meeting
from .models import SwapRequest
from .queries import is_short_notice, is_the_hour, swap_obstacles, swappable, turn_of
from .rules import may_answer_swap, may_approve_swap, may_ask_swap, may_withdraw_swap
from .taking_over import exchange_hosts
from .ways import other_meeting


def with_network(meeting: Meeting, way: str = "") -> Meeting:
    """The meeting as it is now, and nobody exchanges turns of its network: that comes before its meetings, always.

    With the value of a `Repair` that exchanges turns, the row of the other meeting is taken too.
    """
    if meeting.network_id:
        Network.objects.select_for_update().get(pk=meeting.network_id)
    other = other_meeting(way)
    return locked_together([meeting.pk, *([other] if other else [])])[meeting.pk]


@transaction.atomic
def go_online_without_host(*, actor: User, meeting: Meeting, join_url: str) -> Meeting:
    """Nobody opens the door: everyone goes on online by this link, hears of it at once, and the turn gives no credit.

    Raises `PermissionDenied`, and `ValidationError` outside the hours of the meeting.
    """
    meeting = locked(meeting)
    if not may_change_meeting(standing_of(actor, meeting)) or not meeting.host_id:
        raise PermissionDenied
    if meeting.uncounted == Meeting.Uncounted.NO_SHOW and meeting.join_url == join_url:
        return meeting  # pressed twice
    if not is_the_hour(meeting):
        raise ValidationError(_("This is for the day itself. Choose another way to go on."))
    changed = change_meeting(
        actor=actor,
        meeting=meeting,
        mode=Meeting.Mode.ONLINE,
        venue=None,
        capacity_in_person=None,
        capacity_online=None,
        join_url=join_url,
        uncounted=Meeting.Uncounted.NO_SHOW,
    )
    record(
        actor=actor,
        verb="events.no_show",
        about=meeting,
        network_id=meeting.network_id,
        organisation=meeting.host_id,
    )
    return changed


@transaction.atomic
def ask_swap(*, actor: User, first: Meeting, second: Meeting, reason: str = "") -> SwapRequest:
    """Ask the host of `second` to exchange turns. Raises `PermissionDenied`; `ValidationError` when it cannot be."""
    first = with_network(first)
    if not may_ask_swap(standing_of(actor, first)):
        raise PermissionDenied
    network, host = turn_of(first)
    found = next((other for other in swappable(first) if other == second), None)
    if found is None:
        raise PermissionDenied
    second = found
    if SwapRequest.objects.undecided().about(first, second).exists():
        raise ValidationError(_("Somebody already asked to exchange one of these meetings."))
    if swap_obstacles(first, second):
        raise ValidationError(_("This exchange is not possible."))
    swap = SwapRequest.objects.create(
        network=network,
        first=first,
        second=second,
        first_host=host,
        second_host=second.host,
        reason=reason,
        asked_by=actor,
    )
    record(actor=actor, verb="events.swap_asked", about=swap, network_id=first.network_id)
    _tell(
        swap,
        "events/swap_asked",
        [*people_for(swap.network, swap.second_host), *who_holds(Right.PLAN, swap.network)],
        actor,
    )
    return swap


def _tell(swap: SwapRequest, kind: str, people: Iterable[User], actor: User | None) -> None:
    notify(
        kind=kind,
        to=people,
        actor=actor,
        url=swap.first.get_absolute_url(),
        audience=swap.network.audience,
        data={
            "first": swap.first.local_start.date().isoformat(),
            "second": swap.second.local_start.date().isoformat(),
            "organisation": swap.first_host.name if swap.first_host else "",
        },
        excerpt=swap.said or swap.reason,
        template=LETTER,
        context=lambda person: letter_of_two([swap.first, swap.second], person.zone),
    )


def _settle(swap: SwapRequest, *kinds: str) -> None:
    """Colleagues of who answered need not answer any more."""
    settle(kinds=kinds or ("events/swap_asked", "events/swap_agreed"), url=swap.first.get_absolute_url())


def _locked(swap: SwapRequest) -> SwapRequest:
    Network.objects.select_for_update().get(pk=swap.network_id)
    related = ("network", "first__network", "second__network", "first_host", "second_host")
    return SwapRequest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=swap.pk)


@transaction.atomic
def answer_swap(*, actor: User, swap: SwapRequest, agrees: bool, reason: str = "") -> SwapRequest:
    """The other host agrees or not, and why. Inside the notice period the facilitator has the last word.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    swap = _locked(swap)
    if not may_answer_swap(standing_of(actor, swap.second), swap):
        raise PermissionDenied
    swap.answered_by, swap.answered_at = actor, timezone.now()
    _settle(swap, "events/swap_asked")
    if not agrees:
        return _decline(actor, swap, reason, swap.first_host)
    if is_short_notice(swap.first, swap.second) and not has_right(actor, swap.network, Right.PLAN):
        swap.status = SwapRequest.Status.AGREED
        swap.save()
        bosses = list(who_holds(Right.PLAN, swap.network))
        asked = people_for(swap.network, swap.first_host).exclude(pk__in=[boss.pk for boss in bosses])
        hold([person.pk for person in [*bosses, *asked]])
        _tell(swap, "events/swap_agreed", bosses, actor)
        _tell(swap, "events/swap_accepted", asked, actor)
        return swap
    return _exchange(actor, swap)


@transaction.atomic
def approve_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    """The facilitator lets an exchange inside the notice period happen.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    swap = _locked(swap)
    if not may_approve_swap(standing_of(actor, swap.first), swap):
        raise PermissionDenied
    return _exchange(actor, swap)


@transaction.atomic
def refuse_swap(*, actor: User, swap: SwapRequest, reason: str = "") -> SwapRequest:
    """The facilitator does not let an exchange inside the notice period happen; both hosts hear why.

    Raises `PermissionDenied`.
    """
    swap = _locked(swap)
    if not may_approve_swap(standing_of(actor, swap.first), swap):
        raise PermissionDenied
    return _decline(actor, swap, reason, swap.first_host, swap.second_host)


def _decline(actor: User, swap: SwapRequest, reason: str, *hosts: Organisation | None) -> SwapRequest:
    _settle(swap)
    swap.status, swap.said = SwapRequest.Status.DECLINED, reason[:200]
    swap.save()
    _tell(
        swap,
        "events/swap_declined",
        [*people_for(swap.network, *hosts), *who_holds(Right.PLAN, swap.network)],
        actor,
    )
    return swap


@transaction.atomic
def withdraw_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    """Take back the question to exchange turns, as long as it is not decided.

    The other host and the facilitators hear of it. Raises `PermissionDenied`.
    """
    swap = _locked(swap)
    if not may_withdraw_swap(standing_of(actor, swap.first), swap):
        raise PermissionDenied
    _withdraw(actor, swap, swap.second_host)
    return swap


@transaction.atomic
def withdraw_swaps_of(*, actor: User, meeting: Meeting) -> None:
    """What was asked about a meeting does not go on: another organisation hosts it now, or nobody does.

    Both hosts and the facilitators hear of it. The rows of the meeting and its network are locked by the caller, who
    found out that `actor` may.
    """
    asked = SwapRequest.objects.undecided().about(meeting).select_for_update(of=("self",))
    for swap in asked.select_related("network", "first", "second", "first_host", "second_host"):
        _withdraw(actor, swap, swap.first_host, swap.second_host)


def _withdraw(actor: User, swap: SwapRequest, *hosts: Organisation | None) -> None:
    _settle(swap)
    swap.status = SwapRequest.Status.WITHDRAWN
    swap.save(update_fields=["status"])
    record(actor=actor, verb="events.swap_withdrawn", about=swap, network_id=swap.network_id)
    _tell(
        swap,
        "events/swap_declined",
        [*people_for(swap.network, *hosts), *who_holds(Right.PLAN, swap.network)],
        actor,
    )


def _exchange(actor: User, swap: SwapRequest) -> SwapRequest:
    """Both hosts agreed, and the facilitator where that is needed: `actor` is who said so last."""
    both = locked_together([swap.first_id, swap.second_id])
    first, second = both[swap.first_id], both[swap.second_id]
    if (first.host, second.host) != (swap.first_host, swap.second_host):
        raise ValidationError(_("Another organisation hosts one of these meetings now. Ask anew."))
    if first.is_cancelled or second.is_cancelled or swap_obstacles(first, second):
        raise ValidationError(_("This exchange is no longer possible."))
    _settle(swap)
    swap.status = SwapRequest.Status.DONE
    swap.save()
    exchange_hosts(actor, first, second)
    record(
        actor=actor,
        verb="events.swapped",
        about=swap,
        network_id=swap.network_id,
        meetings=[swap.first_id, swap.second_id],
        reason=swap.reason,
    )
    # Everyone reads of both meetings what changed; who asked and who answers for it also that the exchange went on.
    _tell(swap, "events/swapped", filter(None, [swap.asked_by, *who_holds(Right.PLAN, swap.network)]), actor)
    return swap
