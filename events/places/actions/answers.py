"""Who has a place at a meeting and who waits for one. The row of the meeting is locked while places change hands."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.notifications.actions import settle

from ...meetings.models import Attendance, Meeting
from ...meetings.queries import locked, locked_together
from ...meetings.standing import standing_of
from ...meetings.telling import mail_guest, tell
from ..links import place_link
from ..rules import may_answer
from .rides import take_back_ride

ANSWERS = Attendance.Answer
#: What asks whether somebody comes.
ASKING = ("events/invited", "events/changed", "events/reminder")
NOBODY = "nobody.invalid"  # no mail can reach it (RFC 2606)


@transaction.atomic
def answer_meeting(*, actor: User, meeting: Meeting, answer: str) -> Attendance:
    """Say whether one comes. Who finds no place waits, in order of arrival; a place that frees goes to the first.

    Raises `PermissionDenied`, and `ValidationError` for a way of attending that this meeting does not have.
    """
    answer, meeting = ANSWERS(answer), locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    attendance = meeting.attendances.filter(user=actor).first() or Attendance(meeting=meeting, user=actor)
    give_place(meeting, attendance, answer)
    _settle(meeting, actor)
    return attendance


@transaction.atomic
def answer_by_calendar(
    *, actor: User, meeting: Meeting, coming: bool | None, sequence: int, stamp: datetime
) -> Attendance | None:
    """The answer of a calendar program to the state `sequence` of a meeting, written at `stamp` (UTC).

    None for coming is perhaps: that takes no place, and the question stays open. An answer that is older than the one
    we have changes nothing. Returns the place they have afterwards. Raises `PermissionDenied`, `ValidationError`.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    own = meeting.attendances.filter(user=actor).first()
    if own and (sequence, stamp) < (own.answered_sequence, own.answered_at):
        return own
    if coming is None:
        _leave_open(meeting, own)
        return None
    answer = _way_of(meeting, own) if coming else ANSWERS.NO
    place = answer_meeting(actor=actor, meeting=meeting, answer=answer)
    place.answered_sequence = min(sequence, meeting.sequence)  # of what changed since they know nothing
    place.answered_at = min(stamp, timezone.now())
    place.save(update_fields=["answered_sequence", "answered_at"])
    return place


def _way_of(meeting: Meeting, own: Attendance | None) -> str:
    """In which way a plain yes comes: as they said before, else in the room where there is one."""
    if own and own.answer != ANSWERS.NO:
        return own.answer
    return ANSWERS.ONLINE if meeting.mode == Meeting.Mode.ONLINE else ANSWERS.IN_PERSON


def _leave_open(meeting: Meeting, own: Attendance | None) -> None:
    """Who says perhaps has no place, and is asked again."""
    if own is None or own.attended is not None:
        return
    had = own.answer if own.is_coming else None
    if own.user:
        take_back_ride(meeting, own.user)
    own.delete()
    if had:
        _promote(meeting, had)
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


def _settle(meeting: Meeting, person: User | None) -> None:
    """Who answered, by whatever way, is asked no more."""
    if person:
        settle(kinds=ASKING, url=meeting.get_absolute_url(), people=[person.pk])


def give_place(meeting: Meeting, attendance: Attendance, answer: str) -> None:
    """Write down an answer: a place, or one on the waiting list; who gives theirs back makes room.

    The meeting is `locked`. Raises `ValidationError` for a way of attending that this meeting does not have.
    """
    if answer != ANSWERS.NO and meeting.capacity_for(answer) == 0:
        raise ValidationError(_("This meeting cannot be attended that way."))
    if attendance.pk and attendance.answer == answer:
        attendance.answered_at = timezone.now()  # said once more, knowing what changed since
        attendance.answered_sequence = meeting.sequence
        attendance.save(update_fields=["answered_at", "answered_sequence"])
        return
    before = attendance.answer if attendance.pk and attendance.waiting_since is None else None
    attendance.is_host = bool(attendance.user and _take_no_seat(meeting, [attendance.user]))
    attendance.answer, attendance.answered_at = answer, timezone.now()
    attendance.answered_sequence = meeting.sequence
    full = answer != ANSWERS.NO and not attendance.is_host and not _has_place(meeting, answer)
    attendance.waiting_since = timezone.now() if full else None
    if answer != ANSWERS.IN_PERSON or full:
        attendance.ride = None
    if answer == ANSWERS.NO:
        attendance.needs, attendance.needs_note = [], ""
    attendance.save()
    if attendance.user and not attendance.is_coming:
        take_back_ride(meeting, attendance.user)
    if before and before != ANSWERS.NO:
        _promote(meeting, before)
    _say_changed(meeting, attendance, answer)


@transaction.atomic
def free_places(*, person: User) -> None:
    """Whatever somebody would come to and may not any more has room for others, and nobody rides with them.

    Who comes back is asked anew. For receivers of what happened, which somebody had the right to do.
    """
    coming = Attendance.objects.filter(user=person, meeting__ends_at__gt=timezone.now())
    places = coming.exclude(answer=ANSWERS.NO).exclude(attended=True).order_by("meeting_id")
    may_not = [
        place.meeting
        for place in places.select_related("meeting__network")
        if not may_answer(standing_of(person, place.meeting))
    ]
    rows = locked_together(one.pk for one in may_not)  # all of them before anybody hears of one
    for meeting in rows.values():
        for own in meeting.attendances.filter(user=person).select_related("user"):
            give_place(meeting, own, ANSWERS.NO)
            own.delete()


def take_places_of(people: Iterable[int]) -> None:
    """Several people leave at once: the rows of all meetings they may come to are taken before anybody's is freed.

    For the receiver of that news; `people` are the keys of accounts.
    """
    coming = Attendance.objects.filter(user__in=people, meeting__ends_at__gt=timezone.now())
    locked_together(coming.values_list("meeting", flat=True))


def keep_what_was_held(*, person: User) -> None:
    """An account goes: at meetings that were held somebody without a name stays, for whom they worked then.

    For the receiver of that news.
    """
    for place in Attendance.objects.filter(user=person, meeting__ends_at__lte=timezone.now()):
        place.user, place.name, place.organisation_name = None, _("former member"), person.works_at
        place.email = f"{uuid.uuid4().hex}@{NOBODY}"  # one answer for each address of a meeting
        place.needs, place.needs_note = [], ""
        place.save()


def _say_changed(meeting: Meeting, attendance: Attendance, answer: str) -> None:
    record(
        actor=attendance.user or attendance.registered_by,
        verb="events.answered",
        about=meeting,
        network_id=meeting.network_id,
        answer=answer,
    )
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


def _take_no_seat(meeting: Meeting, people: Collection[User]) -> set[int]:
    """The keys of those of these people who are there anyway: people of the host, and who presents."""
    hosts = [pk for pk in (meeting.host_id, meeting.presented_by_id) if pk]
    of_host = User.objects.filter(affiliations__until=None, affiliations__organisation__in=hosts)
    keys = {person.pk for person in people}
    found = set(of_host.filter(pk__in=keys).values_list("pk", flat=True)) if hosts else set()
    return found | set(meeting.agenda.filter(presenter__in=keys).values_list("presenter", flat=True))


def seat_all(meeting: Meeting, people: Collection[User], answer: str) -> None:
    """Give these people a place at a meeting that was just planned, in this order; who finds none waits.

    As `give_place` does for each of them, for the questions of one. The row of the meeting is the caller's.
    """
    there, now = _take_no_seat(meeting, people), timezone.now()
    free, places = meeting.capacity_for(answer), []
    for person in people:
        is_host = person.pk in there
        full = not is_host and free is not None and free <= 0
        if not is_host and free is not None:
            free -= 1
        own = Attendance(meeting=meeting, user=person, answer=answer, is_host=is_host, answered_at=now)
        own.waiting_since, own.answered_sequence = now if full else None, meeting.sequence
        places.append(own)
    for place in Attendance.objects.bulk_create(places):
        _say_changed(meeting, place, answer)


def count_seats_anew(meeting: Meeting) -> None:
    """After another host or presenter: who is there anyway, and who takes a seat. Nobody loses their place."""
    places = list(meeting.attendances.filter(user__isnull=False).select_related("user"))
    there = _take_no_seat(meeting, [place.user for place in places if place.user])
    for place in places:
        is_host = place.user_id in there
        if is_host != place.is_host:
            place.is_host = is_host
            place.waiting_since = None if is_host else place.waiting_since
            place.save(update_fields=["is_host", "waiting_since"])


def move_online(meeting: Meeting) -> None:
    """The room is gone: who had a seat or waited for one comes online, and needs no ride any more."""
    meeting.attendances.filter(answer=ANSWERS.IN_PERSON).update(
        answer=ANSWERS.ONLINE, waiting_since=None, ride=None
    )
    meeting.rides.all().delete()


def _has_place(meeting: Meeting, mode: str) -> bool:
    capacity = meeting.capacity_for(mode)
    return capacity is None or meeting.attendances.coming(mode).filter(is_host=False).count() < capacity


def fill_places(meeting: Meeting) -> list[Attendance]:
    """Give every free place to who waits longest; returns who got one. The meeting's row is locked by the caller.

    For a meeting that is over or called off nobody waits any more.
    """
    if meeting.is_over or meeting.is_cancelled:
        return []
    return [place for mode in (ANSWERS.IN_PERSON, ANSWERS.ONLINE) for place in _promote(meeting, mode)]


def _promote(meeting: Meeting, mode: str) -> list[Attendance]:
    promoted = []
    while _has_place(meeting, mode) and (first := meeting.attendances.waiting(mode).first()):
        first.waiting_since = None
        first.save(update_fields=["waiting_since"])
        promoted.append(first)
        if first.user is None:
            first.meeting = meeting
            mail_guest(first, "events/promoted")
        else:
            link = partial(place_link, first)
            tell("events/promoted", meeting, [first.user], None, method="REQUEST", mail_url=link)
    return promoted


@transaction.atomic
def change_place(*, attendance: Attendance, answer: str) -> Attendance:
    """Answer by a link, also for the first time.

    Raises `ValidationError` when the meeting is over or called off, or when there is no place to change any more.
    """
    meeting = locked(attendance.meeting)
    if meeting.is_over or meeting.is_cancelled:
        raise ValidationError(_("This meeting is over."))
    if attendance.user and not may_answer(standing_of(attendance.user, meeting)):
        raise ValidationError(_("You do not take part any more."))
    places = meeting.attendances.select_related("user")
    if attendance.user_id and not attendance.pk:
        attendance = places.filter(user=attendance.user).first() or attendance
    elif found := places.filter(pk=attendance.pk).first():
        attendance = found
    else:
        raise ValidationError(_("This place is no longer there."))
    attendance.meeting = meeting
    give_place(meeting, attendance, ANSWERS(answer))
    _settle(meeting, attendance.user)
    return attendance
