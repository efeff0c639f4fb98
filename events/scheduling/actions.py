"""Planning a meeting, changing it, calling it off, and reminding who did not answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network, Participant
from community.networks.queries import people_for
from community.notifications.actions import Reached, hold, reached

from ..meetings import differences
from ..meetings.changing import announce_changes
from ..meetings.models import Meeting
from ..meetings.queries import locked, people_of, receiver_of, who_may_come
from ..meetings.rules import may_change_meeting, may_schedule_meeting
from ..meetings.standing import standing_of
from ..meetings.telling import tell_guests_cancelled, tell_network
from ..meetings.years import still_invited, tell_year
from ..places.actions.answers import count_seats_anew, fill_places, move_online
from ..programme.models import AgendaItem
from .handing_over import put_away, take_out
from .models import CalendarFeed, new_feed_token
from .queries import uncounted_when_cancelled
from .signals import turn_ended


class SlotTaken(ValidationError):
    """The network already meets then."""

    def __init__(self) -> None:
        super().__init__(_("The network already meets at that time."))


def _check_slot(
    network: Network | None,
    zone: ZoneInfo,
    starts_at: datetime,
    ends_at: datetime,
    besides: int | None = None,
) -> None:
    """Raises `ValidationError` outside the life of the network, `SlotTaken` when it meets then (not `besides`).

    The network's row is locked by the caller.
    """
    if ends_at <= starts_at:
        raise ValidationError(_("A meeting ends after it starts."))
    if network is None:
        return
    if starts_at.astimezone(zone).date() < network.started_on:
        raise ValidationError(_("The network began on a later day."))
    if network.meetings.overlapping(starts_at, ends_at).exclude(pk=besides).exists():
        raise SlotTaken


@transaction.atomic
def schedule_meeting(
    *,
    actor: User,
    network: Network | None,
    starts_at: datetime,
    ends_at: datetime,
    invite: bool = True,
    agenda: Iterable[tuple[str, int, str]] = (),
    **fields: Any,
) -> Meeting:
    """Plan a meeting and invite everyone who takes part. `starts_at` and `ends_at` are timezone-aware.

    Raises `PermissionDenied`, `ValidationError`, or `SlotTaken` when the network meets then.
    """
    if not (may_schedule_meeting(actor, network) if network else actor.is_staff):
        raise PermissionDenied
    if network:
        Network.objects.select_for_update().get(pk=network.pk)  # two facilitators, one slot
    meeting = Meeting(network=network, starts_at=starts_at, ends_at=ends_at, planned_by=actor, **fields)
    _check_slot(network, meeting.zone, starts_at, ends_at)
    meeting.save()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=i, title=title, minutes=minutes, note=note)
        for i, (title, minutes, note) in enumerate(agenda)
    )
    record(actor=actor, verb="events.scheduled", about=meeting, network_id=meeting.network_id)
    if network and invite and not meeting.is_over:
        tell_network("events/invited", meeting, people_of(network), actor)
    return meeting


@transaction.atomic
def invite_who_joined(*, participant: Participant) -> None:
    """Invite somebody who joined a network to everything that is to come there, in one message.

    Who comes back is not invited again to what they were invited to and did not answer, as long as that still holds.
    """
    network = participant.network
    if network.closed_at is None and participant.left_at is None:
        to_come = network.meetings.upcoming().filter(starts_at__gt=timezone.now())
        own = participant.user.attendances.filter(meeting__in=to_come).values("meeting")
        known = still_invited(participant.user)
        tell_year(network, to_come.exclude(pk__in=own).exclude(pk__in=known), [participant.user], None)


@transaction.atomic
def change_meeting(*, actor: User, meeting: Meeting, **fields: Any) -> Meeting:
    """Change a meeting. Who it matters to reads what is different, with an update of the same calendar entry.

    Raises `PermissionDenied`, `ValidationError`, or `SlotTaken` when the network meets then.
    """
    if {"starts_at", "ends_at", "host"} & fields.keys():
        _lock_network(meeting)
    meeting = locked(meeting)
    if not may_change_meeting(standing_of(actor, meeting)):
        raise PermissionDenied
    return carry_out(actor, meeting, _changed(meeting, fields))


def _changed(meeting: Meeting, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != getattr(meeting, name)}


def _lock_network(meeting: Meeting) -> None:
    """The network before its meetings, always."""
    if meeting.network_id:
        Network.objects.select_for_update().get(pk=meeting.network_id)


def carry_out(actor: User, meeting: Meeting, fields: dict[str, Any], before: dict | None = None) -> Meeting:
    """Change a meeting as `actor` may, which the caller found out; the row of the meeting is locked.

    So is that of its network when its hours or its host change. A host that takes over begins with a page of its own;
    whose turn it was keeps what it prepared. `before` is the state that people know, where the caller changed
    something already. What `fields` say holds also where it stood so before. Raises `ValidationError`, or `SlotTaken`
    when the network meets then.
    """
    before = before or differences.state(meeting)
    new_host = bool({"host", "presented_by"} & _changed(meeting, fields).keys())
    if new_host:
        fields = dict(fields)
        _hand_over(meeting, fields)
    fields = _changed(meeting, fields)
    goes_online = fields.get("mode") == Meeting.Mode.ONLINE
    for name, value in fields.items():
        setattr(meeting, name, value)
    if {"starts_at", "ends_at"} & fields.keys():
        _check_slot(meeting.network, meeting.zone, meeting.starts_at, meeting.ends_at, besides=meeting.pk)
    meeting.save()
    if new_host:
        _hold_all(meeting)
        count_seats_anew(meeting)
        turn_ended.send(Meeting, meeting=meeting, actor=actor)
    if goes_online:
        move_online(meeting)
    promoted = fill_places(meeting)
    hosts = _tell_host(actor, meeting) if new_host else []
    announce_changes(actor, meeting, before, besides=promoted, but=hosts)
    return meeting


def _hold_all(meeting: Meeting) -> None:
    """Whoever may hear of a new host, at once: the hosts, who gets a place, and everyone else."""
    people = set(meeting.attendances.filter(user__isnull=False).values_list("user", flat=True))
    if meeting.network:
        people |= set(meeting.network.participants.active().values_list("user", flat=True))
    hold(people)


def _hand_over(meeting: Meeting, fields: dict[str, Any]) -> None:
    """Set the new host and presenter out of `fields`, with what is theirs."""
    receiver = receiver_of(meeting)
    will = {name: fields.pop(name, getattr(meeting, name)) for name in ("host", "presented_by")}
    passes_on = (will["presented_by"] or will["host"]) != receiver
    if passes_on:
        put_away(meeting)
    meeting.host, meeting.presented_by = will["host"], will["presented_by"]
    if passes_on:
        take_out(meeting, receiver)


def _tell_host(actor: User, meeting: Meeting) -> list[User]:
    """Who receives from now on reads so, with what there is to prepare. Returns who."""
    host = receiver_of(meeting)
    if host is None or meeting.network is None or meeting.is_over or meeting.is_cancelled:
        return []
    people = list(people_for(meeting.network, host))
    tell_network("events/receives", meeting, people, actor)
    return people


@transaction.atomic
def cancel_meeting(*, actor: User, meeting: Meeting, by_host: bool = False) -> Meeting:
    """Call a meeting off: everyone who might come hears of it, and calendars remove it.

    `by_host` says that the host called it off: then it gives no credit (domain notes 3.1). Raises
    `PermissionDenied`.
    """
    _lock_network(meeting)
    meeting = locked(meeting)
    if not may_change_meeting(standing_of(actor, meeting)):
        raise PermissionDenied
    if meeting.is_cancelled:
        return meeting
    meeting.status, meeting.uncounted = Meeting.Status.CANCELLED, uncounted_when_cancelled(meeting, by_host)
    meeting.sequence += 1
    meeting.save(update_fields=["status", "uncounted", "sequence"])
    turn_ended.send(Meeting, meeting=meeting, actor=actor)
    record(actor=actor, verb="events.cancelled", about=meeting, network_id=meeting.network_id)
    if not meeting.is_over:
        tell_guests_cancelled(meeting)
        tell_network("events/cancelled", meeting, who_may_come(meeting), actor)
    return meeting


def feed_of(user: User) -> CalendarFeed:
    """The calendar of somebody, at a secret address."""
    feed, _created = CalendarFeed.objects.get_or_create(user=user)
    return feed


def renew_feed(*, actor: User) -> CalendarFeed:
    """A new secret address; the old one stops at once."""
    feed = feed_of(actor)
    feed.token = new_feed_token()
    feed.save(update_fields=["token"])
    return feed


@transaction.atomic
def remind_unanswered(*, actor: User, meeting: Meeting) -> Reached:
    """Remind only those who have not answered yet. Returns how many, by the bell and by mail.

    Raises `PermissionDenied`, and `ValidationError` when there is nothing to come to any more.
    """
    meeting = locked(meeting)
    if not may_change_meeting(standing_of(actor, meeting)) or not meeting.network_id:
        raise PermissionDenied
    if meeting.has_begun or meeting.is_cancelled:
        raise ValidationError(_("This meeting has begun or is called off."))
    answered = meeting.attendances.filter(user__isnull=False).values("user")
    waiting = people_of(meeting.network).exclude(pk__in=answered)
    return reached(tell_network("events/reminder", meeting, waiting, actor))
