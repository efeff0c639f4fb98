"""When life happens: hosts exchange their turns."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify
from community.organisations.models import Organisation, Venue

from .. import rules
from ..letters import letter_of_two
from ..models import Attendance, Availability, Meeting, SwapRequest
from .scheduling import change_meeting
from .telling import LETTER

NOTICE = timedelta(days=28)


@dataclass(frozen=True)
class Obstacle:
    """Why a venue cannot host a meeting."""

    constraint: str
    text: str | Promise


def people_expected(meeting: Meeting) -> int:
    """In the room: who said so, or for a meeting from a plan the number that was planned if that is larger."""
    return meeting.attendances.coming(Attendance.Answer.IN_PERSON).count()


def needs_step_free(meeting: Meeting) -> bool:
    """Somebody who comes needs it, or the venue was chosen for it. Who needs it is never said."""
    coming = meeting.attendances.coming(Attendance.Answer.IN_PERSON)
    if any(Attendance.Need.STEP_FREE in needs for needs in coming.values_list("needs", flat=True)):
        return True
    if meeting.plan_id is None:
        return False
    return meeting.plan.planned.filter(title=meeting.title, step_free=True).exists()


def obstacles(meeting: Meeting, host: Organisation, venue: Venue | None) -> list[Obstacle]:
    """Why `host` cannot receive this meeting at `venue`: membership, answer, seats, access, equipment."""
    day, found = meeting.local_start.date(), []
    members = meeting.network.memberships.current(day).filter(organisation=host)
    if not members.exists():
        found.append(Obstacle("member", _("Is no member on that day.")))
    elif not members.filter(exempt_from_hosting=False).exists():
        found.append(Obstacle("exempt", _("Does not host.")))
    if host.closed_because(day) is not None:
        found.append(Obstacle("closed", _("Is closed on that day.")))
    answers = Availability.objects.filter(organisation=host, date=day, plan__network=meeting.network)
    newest = answers.order_by("-answered_at").first()
    if newest and newest.answer != Availability.Answer.HOST:
        found.append(Obstacle("unavailable", _("Answered that it cannot host on that day.")))
    if meeting.mode != Meeting.Mode.ONLINE:
        if venue is None:
            return [*found, Obstacle("venue", _("Has no venue."))]
        expected = people_expected(meeting)
        if venue.capacity < expected:
            text = _("Has %(seats)d seats, %(people)d people come.")
            found.append(Obstacle("capacity", text % {"seats": venue.capacity, "people": expected}))
        if not venue.step_free and needs_step_free(meeting):
            found.append(Obstacle("step_free", _("The venue is not step-free; this meeting needs that.")))
    if meeting.mode == Meeting.Mode.HYBRID and not (venue and venue.hybrid):
        found.append(Obstacle("hybrid", _("Has no equipment for hybrid meetings.")))
    busy = Meeting.objects.overlapping(meeting.starts_at, meeting.ends_at).filter(host=host)
    if busy.exclude(pk=meeting.pk).exclude(network=meeting.network).exists():
        found.append(Obstacle("busy", _("Hosts another network then.")))
    return found


def best_venue(meeting: Meeting, host: Organisation) -> Venue | None:
    """The venue of an organisation with the fewest obstacles for this meeting."""
    venues = list(host.venues.all())
    return min(venues, key=lambda venue: (len(obstacles(meeting, host, venue)), venue.pk), default=None)


def swap_obstacles(first: Meeting, second: Meeting) -> list[tuple[Meeting, Obstacle]]:
    """What stands in the way of exchanging the hosts of two meetings."""
    found = []
    for meeting, other in ((first, second), (second, first)):
        host = other.host
        found += [(meeting, one) for one in obstacles(meeting, host, best_venue(meeting, host))]
    return found


def is_short_notice(*meetings: Meeting) -> bool:
    """Inside the notice period nothing changes without the facilitator."""
    return any(meeting.starts_at - timezone.now() < NOTICE for meeting in meetings)


def swappable(meeting: Meeting) -> list[Meeting]:
    """Meetings of the network to come that have another host."""
    others = meeting.network.meetings.upcoming().filter(starts_at__gt=timezone.now(), host__isnull=False)
    return list(others.exclude(pk=meeting.pk).exclude(host=meeting.host).with_place())


@transaction.atomic
def ask_swap(*, actor: User, first: Meeting, second: Meeting, reason: str = "") -> SwapRequest:
    """Ask the host of `second` to exchange turns. Raises `PermissionDenied`; `ValidationError` when it cannot be."""
    Network.objects.select_for_update().get(pk=first.network_id)
    if not rules.may_ask_swap(actor, first) or second not in swappable(first):
        raise PermissionDenied
    busy = SwapRequest.objects.filter(
        network=first.network, status__in=[SwapRequest.Status.ASKED, SwapRequest.Status.AGREED]
    )
    if any(first.pk in pair or second.pk in pair for pair in busy.values_list("first_id", "second_id")):
        raise ValidationError(_("Somebody already asked to exchange one of these meetings."))
    if swap_obstacles(first, second):
        raise ValidationError(_("This exchange is not possible."))
    swap = SwapRequest.objects.create(
        network=first.network, first=first, second=second, reason=reason, asked_by=actor
    )
    record(actor=actor, verb="events.swap_asked", about=swap, network_id=first.network_id)
    _tell(swap, "events/swap_asked", [*_people_of(second), *_facilitators(swap)], actor)
    return swap


def _people_of(meeting: Meeting):
    own = meeting.network.participants.active().filter(organisation=meeting.host_id).exclude(role="guest")
    return User.objects.filter(participations__in=own)


def _facilitators(swap: SwapRequest):
    return User.objects.filter(participations__in=swap.network.participants.active().facilitators())


def _tell(swap: SwapRequest, kind: str, people, actor: User | None) -> None:
    notify(
        kind=kind,
        to=people,
        actor=actor,
        url=swap.first.get_absolute_url(),
        audience=swap.network.audience,
        data={
            "first": swap.first.local_start.date().isoformat(),
            "second": swap.second.local_start.date().isoformat(),
            "organisation": swap.first.host.name,
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
    """The other host agrees or not. Inside the notice period the facilitator has the last word."""
    swap = _locked(swap)
    if not rules.may_answer_swap(actor, swap):
        raise PermissionDenied
    swap.answered_by, swap.answered_at = actor, timezone.now()
    if not agrees:
        swap.status = SwapRequest.Status.DECLINED
        swap.save()
        _tell(swap, "events/swap_declined", [*_people_of(swap.first), *_facilitators(swap)], actor)
        return swap
    if is_short_notice(swap.first, swap.second) and not rules.facilitates(actor, swap.network):
        swap.status = SwapRequest.Status.AGREED
        swap.save()
        _tell(swap, "events/swap_agreed", _facilitators(swap), actor)
        return swap
    return _exchange(actor, swap)


@transaction.atomic
def approve_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    """The facilitator lets an exchange inside the notice period happen."""
    swap = _locked(swap)
    if swap.status != SwapRequest.Status.AGREED or not rules.facilitates(actor, swap.network):
        raise PermissionDenied
    return _exchange(actor, swap)


@transaction.atomic
def withdraw_swap(*, actor: User, swap: SwapRequest) -> SwapRequest:
    swap = _locked(swap)
    if not rules.may_withdraw_swap(actor, swap):
        raise PermissionDenied
    swap.status = SwapRequest.Status.WITHDRAWN
    swap.save(update_fields=["status"])
    return swap


def _exchange(actor: User, swap: SwapRequest) -> SwapRequest:
    if swap.first.is_cancelled or swap.second.is_cancelled or swap_obstacles(swap.first, swap.second):
        raise ValidationError(_("This exchange is no longer possible."))
    swap.status = SwapRequest.Status.DONE
    swap.save()
    facilitator = actor if rules.facilitates(actor, swap.network) else _facilitators(swap).first()
    hosts = swap.first.host, swap.second.host
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
