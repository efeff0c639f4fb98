"""What stands in the way of a host or a venue for a meeting."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.networks.models import Membership, Network
from community.organisations.models import Organisation, Venue

from ..meetings.models import Attendance, Meeting
from .days import cannot_host

BEFORE = timedelta(hours=2)
NOTICE = timedelta(days=28)


def turn_of(meeting: Meeting) -> tuple[Network, Organisation]:
    """In which network and for whom a meeting is a turn. Raises `ValidationError` for one that is nobody's turn."""
    if meeting.network is None or meeting.host is None:
        raise ValidationError(_("This meeting is nobody's turn."))
    return meeting.network, meeting.host


def is_the_hour(meeting: Meeting) -> bool:
    """From two hours before until the end: when somebody finds a closed door."""
    now = timezone.now()
    return meeting.starts_at - BEFORE <= now < meeting.ends_at and not meeting.is_cancelled


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
    planned = getattr(meeting, "planned", None)
    return planned is not None and planned.step_free


def obstacles(meeting: Meeting, host: Organisation, venue: Venue | None) -> list[Obstacle]:
    """Why `host` cannot receive this meeting at `venue`: membership, answer, seats, access, equipment."""
    found = [*_of_the_host(meeting, host)]
    if meeting.mode != Meeting.Mode.ONLINE:
        if venue is None:
            return [*found, Obstacle("venue", _("Has no venue."))]
        found += _of_the_venue(meeting, venue)
    if meeting.mode == Meeting.Mode.HYBRID and not (venue and venue.hybrid):
        found.append(Obstacle("hybrid", _("Has no equipment for hybrid meetings.")))
    busy = Meeting.objects.overlapping(meeting.starts_at, meeting.ends_at).filter(host=host)
    if busy.exclude(pk=meeting.pk).exclude(network=meeting.network).exists():
        found.append(Obstacle("busy", _("Hosts another network then.")))
    return found


def _of_the_host(meeting: Meeting, host: Organisation) -> list[Obstacle]:
    day, found = meeting.local_start.date(), []
    members = Membership.objects.current(day).filter(network=meeting.network_id, organisation=host)
    if not members.exists():
        found.append(Obstacle("member", _("Is no member on that day.")))
    elif not members.filter(exempt_from_hosting=False).exists():
        found.append(Obstacle("exempt", _("Does not host.")))
    if host.closed_because(day) is not None:
        found.append(Obstacle("closed", _("Is closed on that day.")))
    if meeting.network and cannot_host(meeting.network, host, day):
        found.append(Obstacle("unavailable", _("Answered that it cannot host on that day.")))
    return found


def _of_the_venue(meeting: Meeting, venue: Venue) -> list[Obstacle]:
    found = []
    expected = people_expected(meeting)
    if venue.capacity < expected:
        text = _("Has %(seats)d seats, %(people)d people come.")
        found.append(Obstacle("capacity", text % {"seats": venue.capacity, "people": expected}))
    if not venue.step_free and needs_step_free(meeting):
        found.append(Obstacle("step_free", _("The venue is not step-free; this meeting needs that.")))
    return found


def best_venue(meeting: Meeting, host: Organisation) -> Venue | None:
    """The venue of an organisation with the fewest obstacles for this meeting."""
    venues = list(host.venues.all())
    return min(venues, key=lambda venue: (len(obstacles(meeting, host, venue)), venue.pk), default=None)


def swap_obstacles(first: Meeting, second: Meeting) -> list[tuple[Meeting, Obstacle]]:
    """What stands in the way of exchanging the hosts of two meetings."""
    found = []
    for meeting, other in ((first, second), (second, first)):
        _network, host = turn_of(other)
        found += [(meeting, one) for one in obstacles(meeting, host, best_venue(meeting, host))]
    return found


def is_short_notice(*meetings: Meeting) -> bool:
    """Inside the notice period nothing changes without the facilitator."""
    return any(meeting.starts_at - timezone.now() < NOTICE for meeting in meetings)


def swappable(meeting: Meeting) -> list[Meeting]:
    """Meetings of the network to come that have another host."""
    network, _host = turn_of(meeting)
    others = network.meetings.upcoming().filter(starts_at__gt=timezone.now(), host__isnull=False)
    return list(others.exclude(pk=meeting.pk).exclude(host=meeting.host).with_place())
