"""Who has a place at a meeting and who waits for one. The row of the meeting is locked while places change hands."""

from datetime import timedelta
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from community.journal.actions import record
from community.live.hub import publish
from community.members.addresses import mailable
from community.members.models import User
from community.networks.rules import takes_part
from community.notifications.actions import absolute
from community.rows import each

from .. import rules
from ..links import place_path
from ..models import Attendance, Meeting, Ride
from .telling import mail_guest, tell

KEEP_NEEDS = timedelta(days=7)
ANSWERS = Attendance.Answer


class AlreadyRegistered(ValidationError):
    """This address has a place or waits for one."""


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("network", "venue", "host", "presented_by")
        .get(pk=meeting.pk)
    )


@transaction.atomic
def answer_meeting(*, actor: User, meeting: Meeting, answer: str) -> Attendance:
    """Say whether one comes. Who finds no place waits, in order of arrival; a place that frees goes to the first.

    Raises `PermissionDenied`, and `ValidationError` for a way of attending that this meeting does not have.
    """
    answer, meeting = ANSWERS(answer), _locked(meeting)
    if not rules.may_answer(actor, meeting):
        raise PermissionDenied
    attendance = meeting.attendances.filter(user=actor).first() or Attendance(meeting=meeting, user=actor)
    _give_place(meeting, attendance, answer)
    return attendance


def _give_place(meeting: Meeting, attendance: Attendance, answer: str) -> None:
    if answer != ANSWERS.NO and meeting.capacity_for(answer) == 0:
        raise ValidationError(_("This meeting cannot be attended that way."))
    if attendance.pk and attendance.answer == answer:
        attendance.answered_at = timezone.now()  # said once more, knowing what changed since
        attendance.save(update_fields=["answered_at"])
        return
    before = attendance.answer if attendance.pk and attendance.waiting_since is None else None
    attendance.is_host = _takes_no_seat(meeting, attendance.user)
    attendance.answer, attendance.answered_at = answer, timezone.now()
    full = answer != ANSWERS.NO and not attendance.is_host and not _has_place(meeting, answer)
    attendance.waiting_since = timezone.now() if full else None
    if answer != ANSWERS.IN_PERSON or full:
        attendance.ride = None
    if answer == ANSWERS.NO:
        attendance.needs, attendance.needs_note = [], ""
    attendance.save()
    if attendance.user_id and not attendance.is_coming:
        _withdraw_ride(meeting, attendance.user)
    if before and before != ANSWERS.NO:
        _promote(meeting, before)
    _say_changed(meeting, attendance, answer)


def _say_changed(meeting: Meeting, attendance: Attendance, answer: str) -> None:
    record(
        actor=attendance.user or attendance.registered_by,
        verb="events.answered",
        about=meeting,
        network_id=meeting.network_id,
        answer=answer,
    )
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


def _takes_no_seat(meeting: Meeting, person: User | None) -> bool:
    """People of the host and who presents are there anyway."""
    if person is None:
        return False
    hosts = [pk for pk in (meeting.host_id, meeting.presented_by_id) if pk]
    of_host = hosts and person.affiliations.current().filter(organisation__in=hosts).exists()
    return bool(of_host) or meeting.agenda.filter(presenter=person).exists()


def count_seats_anew(meeting: Meeting) -> None:
    """After another host or presenter: who is there anyway, and who takes a seat. Nobody loses their place."""
    for place in meeting.attendances.filter(user__isnull=False).select_related("user"):
        is_host = _takes_no_seat(meeting, place.user)
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
    """Give every free place to who waits longest; returns who got one. The meeting's row is locked by the caller."""
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
            link = partial(_link, first)
            tell("events/promoted", meeting, [first.user], None, method="REQUEST", mail_url=link)
    return promoted


def _link(place: Attendance, person: User) -> str:
    return absolute(place_path(place))


# -- guests, and what one does by a link --------------------------------------------------------------------


@transaction.atomic
def change_place(*, attendance: Attendance, answer: str) -> Attendance:
    """Answer by a link, also for the first time. Raises `ValidationError` when the meeting is over or called off."""
    meeting = _locked(attendance.meeting)
    if meeting.is_over or meeting.is_cancelled:
        raise ValidationError(_("This meeting is over."))
    if attendance.user_id and not attendance.pk:
        attendance = meeting.attendances.filter(user=attendance.user).first() or attendance
    else:
        attendance = Attendance.objects.select_related("user").get(pk=attendance.pk)
    attendance.meeting = meeting
    _give_place(meeting, attendance, ANSWERS(answer))
    return attendance


@transaction.atomic
def register_guest(
    *,
    meeting: Meeting,
    name: str,
    email: str,
    organisation_name: str = "",
    answer: str = "in_person",
    actor: User | None = None,
    language: str = "nl",
) -> Attendance:
    """Register somebody without an account: by themselves for what is open to everyone, else by who takes part.

    They get a mail with their place, a calendar entry and a link to give it up. Raises `PermissionDenied`,
    `AlreadyRegistered`, `ValidationError`.
    """
    meeting = _locked(meeting)
    if not rules.may_register_guest(actor or AnonymousUser(), meeting):
        raise PermissionDenied
    answer, email = ANSWERS(answer), mailable(User.objects.normalize_email(email).lower())
    if answer == ANSWERS.NO:
        raise ValidationError(_("Choose how they come."))
    known = User.objects.filter(email__iexact=email, is_active=True).first() if actor else None
    if known and meeting.network and not takes_part(known, meeting.network):
        known = None
    place = Attendance(meeting=meeting, registered_by=actor, language=language)
    if known:
        place.user = known
        taken = meeting.attendances.filter(user=known).first()
    else:
        place.name, place.email, place.organisation_name = name, email, organisation_name
        taken = meeting.attendances.filter(user=None, email=email).first()
    if taken and taken.answer != ANSWERS.NO:
        if actor is None:  # who it is about hears of it; who asks learns nothing about others
            mail_guest(taken, "events/registered")
            return taken
        raise AlreadyRegistered(_("This person is registered already."))
    place = taken or place
    _give_place(meeting, place, answer)
    if place.user_id is None:
        mail_guest(place, "events/registered")
    else:
        link = partial(_link, place)
        tell("events/registered", meeting, [place.user], actor, method="REQUEST", mail_url=link)
    return place


# -- what one needs there ---------------------------------------------------------------------------------


@transaction.atomic
def say_needs(*, actor: User, meeting: Meeting, needs: list[str], note: str, consents: bool) -> Attendance:
    """Say what one needs there. The host sees totals only, without names; a week after the meeting they are gone.

    Raises `PermissionDenied` for who does not come, `ValidationError` without consent.
    """
    if not rules.may_answer(actor, meeting):
        raise PermissionDenied
    place = Attendance.objects.select_for_update().filter(meeting=meeting, user=actor).first()
    if place is None or not place.is_coming:
        raise PermissionDenied
    needs, note = sorted({Attendance.Need(need).value for need in needs}), " ".join(note.split())[:200]
    if (needs or note) and not consents:
        raise ValidationError(_("Tick that the host may see this as a total. Without it we keep nothing."))
    place.needs, place.needs_note = needs, note
    place.save(update_fields=["needs", "needs_note"])
    return place


def needs_of(places) -> dict:
    """Totals for who prepares: (need, how many), and the notes in alphabetical order so that they name nobody."""
    coming = [place for place in places if place.is_coming and place.answer == ANSWERS.IN_PERSON]
    counts = {need: sum(need in place.needs for place in coming) for need in Attendance.Need}
    return {
        "counts": [(need.label, count) for need, count in counts.items() if count],
        "notes": sorted(place.needs_note for place in coming if place.needs_note),
    }


@task()
def forget_needs() -> int:
    """Delete what people needed at meetings that are a week old. Safe to run twice. Returns how many were cleared."""
    old = Attendance.objects.filter(meeting__ends_at__lt=timezone.now() - KEEP_NEEDS)
    return each(old.exclude(needs=[], needs_note=""), _forget_needs_of).report()


def _forget_needs_of(place: Attendance) -> int:
    return Attendance.objects.filter(pk=place.pk).update(needs=[], needs_note="")


# -- travelling together ----------------------------------------------------------------------------------


@transaction.atomic
def offer_ride(*, actor: User, meeting: Meeting, by: str, start: str, note: str, seats: int) -> Ride:
    """Offer places on the way, or change the offer. Raises `PermissionDenied`.

    Raises `ValidationError` for who does not come themselves, and for fewer places than there are passengers.
    """
    if not rules.may_answer(actor, meeting):
        raise PermissionDenied
    place = meeting.attendances.select_for_update().filter(user=actor).first()
    if place is None or not place.is_coming or place.answer != ANSWERS.IN_PERSON:
        raise ValidationError(_("First say that you are coming."))
    ride = meeting.rides.select_for_update().filter(driver=actor).first() or Ride(
        meeting=meeting, driver=actor
    )
    if ride.pk and ride.passengers.count() > seats:
        raise ValidationError(_("More people already ride with you."))
    ride.by, ride.start, ride.note, ride.seats = Ride.By(by), start, note, seats
    ride.save()
    place.ride = None
    place.save(update_fields=["ride"])
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})
    return ride


@transaction.atomic
def ride_along(*, actor: User, ride: Ride, joins: bool) -> None:
    """Take a place in somebody's car, or give it back. The driver hears of it."""
    ride = (
        Ride.objects.select_for_update(of=("self",))
        .select_related("driver", "meeting__network")
        .get(pk=ride.pk)
    )
    if not rules.may_answer(actor, ride.meeting):
        raise PermissionDenied
    place = ride.meeting.attendances.filter(user=actor).first()
    if (
        place is None
        or not place.is_coming
        or place.answer != ANSWERS.IN_PERSON
        or ride.driver_id == actor.pk
    ):
        raise ValidationError(_("First say that you are coming."))
    if joins and place.ride_id != ride.pk:
        if ride.passengers.count() >= ride.seats:
            raise ValidationError(_("All places in this ride are taken."))
        place.ride = ride
    elif not joins and place.ride_id == ride.pk:
        place.ride = None
    else:
        return
    place.save(update_fields=["ride"])
    url = f"{ride.meeting.get_absolute_url()}#rides"
    tell("events/ride", ride.meeting, [ride.driver], actor, url=url, joins=joins)
    publish(f"meeting.{ride.meeting_id}", {"kind": "attendance"})


@transaction.atomic
def withdraw_ride(*, actor: User, meeting: Meeting) -> None:
    """Take back one's offer; who would ride along hears of it."""
    _withdraw_ride(meeting, actor)
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


def _withdraw_ride(meeting: Meeting, driver: User) -> None:
    ride = meeting.rides.filter(driver=driver).first()
    if ride is None:
        return
    passengers = list(User.objects.filter(attendances__ride=ride))
    ride.delete()
    tell("events/ride_gone", meeting, passengers, driver, url=f"{meeting.get_absolute_url()}#rides")


def join_link_of(place: Attendance) -> str:
    """The link for who has a place by their own link."""
    shown = place.is_coming and not place.meeting.is_cancelled
    return place.meeting.join_url if shown else ""
