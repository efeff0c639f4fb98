"""When life happens: hosts exchange their turns, a host drops out, or it is not there on the day itself."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network
from community.networks.rules import facilitates
from community.notifications.actions import notify
from community.organisations.models import Organisation, Venue

from ..meetings.letters import letter_of_two
from ..meetings.models import Meeting
from ..meetings.rules import may_change_meeting
from ..meetings.standing import standing_of
from ..meetings.telling import LETTER
from ..scheduling.actions import change_meeting
from .models import SwapRequest
from .queries import best_venue, is_short_notice, is_the_hour, swap_obstacles, swappable, turn_of
from .rules import may_answer_swap, may_ask_swap, may_withdraw_swap
from .ways import moved_to, repairs


@transaction.atomic
def repair(*, actor: User, meeting: Meeting, value: str) -> None:
    """Carry out one of the `repairs`. For facilitators; everyone who might come hears of it.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    if not may_change_meeting(standing_of(actor, meeting)):
        raise PermissionDenied
    network, before = turn_of(meeting)
    Network.objects.select_for_update().get(pk=network.pk)
    chosen = next((one for one in repairs(meeting) if one.value == value), None)
    if chosen is None:
        raise ValidationError(_("That is no longer possible. Choose again."))
    match chosen.key:
        case "online":
            change_meeting(
                actor=actor, meeting=meeting, mode=Meeting.Mode.ONLINE, venue=None, capacity_in_person=None
            )
        case "move" if chosen.day:
            moved = moved_to(meeting, chosen.day)
            change_meeting(
                actor=actor,
                meeting=meeting,
                starts_at=moved.starts_at,
                ends_at=moved.ends_at,
                venue=chosen.venue,
            )
        case "loan":
            give_to(actor, meeting, chosen.host, chosen.venue, presented_by=before)
        case _:
            give_to(actor, meeting, chosen.host, chosen.venue)
    if chosen.other:
        give_to(actor, chosen.other, before, best_venue(chosen.other, before))
    record(actor=actor, verb="events.repaired", about=meeting, network_id=meeting.network_id, how=chosen.key)


@transaction.atomic
def go_online_without_host(*, actor: User, meeting: Meeting, join_url: str) -> Meeting:
    """Nobody opens the door: everyone goes on online by this link, hears of it at once, and the turn gives no credit.

    Raises `PermissionDenied`, and `ValidationError` outside the hours of the meeting.
    """
    if not may_change_meeting(standing_of(actor, meeting)) or not meeting.host_id:
        raise PermissionDenied
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
    if not may_ask_swap(standing_of(actor, first)):
        raise PermissionDenied
    network, _host = turn_of(first)
    Network.objects.select_for_update().get(pk=network.pk)
    if second not in swappable(first):
        raise PermissionDenied
    busy = SwapRequest.objects.filter(
        network=network, status__in=[SwapRequest.Status.ASKED, SwapRequest.Status.AGREED]
    )
    if any(first.pk in pair or second.pk in pair for pair in busy.values_list("first_id", "second_id")):
        raise ValidationError(_("Somebody already asked to exchange one of these meetings."))
    if swap_obstacles(first, second):
        raise ValidationError(_("This exchange is not possible."))
    swap = SwapRequest.objects.create(
        network=network, first=first, second=second, reason=reason, asked_by=actor
    )
    record(actor=actor, verb="events.swap_asked", about=swap, network_id=first.network_id)
    _tell(swap, "events/swap_asked", [*_people_of(second), *_facilitators(swap)], actor)
    return swap


def _people_of(meeting: Meeting) -> QuerySet[User]:
    network, host = turn_of(meeting)
    own = network.participants.active().filter(organisation=host).exclude(role="guest")
    return User.objects.filter(participations__in=own)


def _facilitators(swap: SwapRequest) -> QuerySet[User]:
    return User.objects.filter(participations__in=swap.network.participants.active().facilitators())


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
            "organisation": turn_of(swap.first)[1].name,
        },
        excerpt=swap.reason,
        template=LETTER,
        context=lambda person: letter_of_two([swap.first, swap.second], person.zone),
    )


def _locked(swap: SwapRequest) -> SwapRequest:
    Network.objects.select_for_update().get(pk=swap.network_id)
    related = ("network", "first__host", "second__host", "first__network", "second__network")
    return SwapRequest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=swap.pk)


@transaction.atomic
def answer_swap(*, actor: User, swap: SwapRequest, agrees: bool) -> SwapRequest:
    """The other host agrees or not. Inside the notice period the facilitator has the last word.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    swap = _locked(swap)
    if not may_answer_swap(actor, swap):
        raise PermissionDenied
    swap.answered_by, swap.answered_at = actor, timezone.now()
    if not agrees:
        swap.status = SwapRequest.Status.DECLINED
        swap.save()
        _tell(swap, "events/swap_declined", [*_people_of(swap.first), *_facilitators(swap)], actor)
        return swap
    if is_short_notice(swap.first, swap.second) and not facilitates(actor, swap.network):
        swap.status = SwapRequest.Status.AGREED
        swap.save()
        _tell(swap, "events/swap_agreed", _facilitators(swap), actor)
        return swap
    return _exchange(actor, swap)


@transaction.atomic
def approve_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    """The facilitator lets an exchange inside the notice period happen.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    swap = _locked(swap)
    if swap.status != SwapRequest.Status.AGREED or not facilitates(actor, swap.network):
        raise PermissionDenied
    return _exchange(actor, swap)


@transaction.atomic
def withdraw_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    """Take back the question to exchange turns, as long as nobody answered. Raises `PermissionDenied`."""
    swap = _locked(swap)
    if not may_withdraw_swap(actor, swap):
        raise PermissionDenied
    swap.status = SwapRequest.Status.WITHDRAWN
    swap.save(update_fields=["status"])
    return swap


def _exchange(actor: User, swap: SwapRequest) -> SwapRequest:
    if swap.first.is_cancelled or swap.second.is_cancelled or swap_obstacles(swap.first, swap.second):
        raise ValidationError(_("This exchange is no longer possible."))
    swap.status = SwapRequest.Status.DONE
    swap.save()
    facilitator = actor if facilitates(actor, swap.network) else _facilitators(swap).first()
    if facilitator is None:
        raise PermissionDenied
    hosts = [turn_of(meeting)[1] for meeting in (swap.first, swap.second)]
    for meeting, host in ((swap.first, hosts[1]), (swap.second, hosts[0])):
        give_to(facilitator, meeting, host, best_venue(meeting, host))
    record(
        actor=actor,
        verb="events.swapped",
        about=swap,
        network_id=swap.network_id,
        meetings=[swap.first_id, swap.second_id],
        reason=swap.reason,
    )
    # Everyone reads of both meetings what changed; who asked and who answers for it also that the exchange went on.
    _tell(swap, "events/swapped", filter(None, [swap.asked_by, facilitator]), actor)
    return swap


def give_to(
    actor: User,
    meeting: Meeting,
    host: Organisation,
    venue: Venue | None,
    presented_by: Organisation | None = None,
) -> None:
    """Another organisation hosts a meeting: calendars follow, and the new host's own people take no seats."""
    online = meeting.mode == Meeting.Mode.ONLINE
    change_meeting(
        actor=actor,
        meeting=meeting,
        host=host,
        presented_by=presented_by,
        venue=None if online else venue,
        capacity_in_person=None if online or venue is None else venue.capacity,
    )
