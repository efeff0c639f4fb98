"""Travelling together: offering places on the way, and taking one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.live.hub import publish
from community.members.models import User

from ...meetings.models import Attendance, Meeting
from ...meetings.queries import locked
from ...meetings.standing import standing_of
from ...meetings.telling import tell
from ..models import Ride
from ..rules import may_answer

ANSWERS = Attendance.Answer


@transaction.atomic
def offer_ride(*, actor: User, meeting: Meeting, by: str, start: str, note: str, seats: int) -> Ride:
    """Offer places on the way, or change the offer. Raises `PermissionDenied`.

    Raises `ValidationError` for who does not come themselves, and for fewer places than there are passengers.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    place = meeting.attendances.filter(user=actor).first()
    if place is None or not place.is_coming or place.answer != ANSWERS.IN_PERSON:
        raise ValidationError(_("First say that you are coming."))
    ride = meeting.rides.filter(driver=actor).first() or Ride(meeting=meeting, driver=actor)
    if ride.pk and ride.passengers.count() > seats:
        raise ValidationError(_("More people already ride with you."))
    ride.by, ride.start, ride.note, ride.seats = Ride.By(by), start, note, seats
    ride.venue = meeting.venue
    ride.save()
    place.ride = None
    place.save(update_fields=["ride"])
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})
    return ride


@transaction.atomic
def ride_along(*, actor: User, ride: Ride, joins: bool) -> None:
    """Take a place in somebody's car, or give it back. The driver hears of it.

    Raises `PermissionDenied`, and `ValidationError` for who does not come themselves or when all places are taken.
    """
    meeting = locked(ride.meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    if not meeting.rides.filter(pk=ride.pk).exists():
        raise ValidationError(_("This ride is no longer there."))
    ride = meeting.rides.select_related("driver").get(pk=ride.pk)
    place = meeting.attendances.filter(user=actor).first()
    if (
        place is None
        or not place.is_coming
        or place.answer != ANSWERS.IN_PERSON
        or ride.driver_id == actor.pk
    ):
        raise ValidationError(_("First say that you are coming."))
    if joins and place.ride_id != ride.pk:
        if not ride.goes_to(meeting):
            raise ValidationError(
                _("This ride goes to another place. First who drives says that they also go here.")
            )
        if ride.passengers.count() >= ride.seats:
            raise ValidationError(_("All places in this ride are taken."))
        place.ride = ride
    elif not joins and place.ride_id == ride.pk:
        place.ride = None
    else:
        return
    place.save(update_fields=["ride"])
    url = f"{meeting.get_absolute_url()}#rides"
    tell("events/ride", meeting, [ride.driver], actor, url=url, joins=joins)
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


@transaction.atomic
def drive_again(*, actor: User, meeting: Meeting) -> None:
    """Say that one also drives to where the meeting is now; who rides along hears of it.

    Nothing happens for who drives there already. Raises `PermissionDenied`, and `ValidationError` without a ride.
    """
    meeting = locked(meeting)
    if not may_answer(standing_of(actor, meeting)):
        raise PermissionDenied
    ride = meeting.rides.filter(driver=actor).first()
    if ride is None:
        raise ValidationError(_("This ride is no longer there."))
    if ride.goes_to(meeting):
        return
    ride.venue = meeting.venue
    ride.save(update_fields=["venue"])
    passengers = list(User.objects.filter(attendances__ride=ride))
    tell("events/ride_again", meeting, passengers, actor, url=f"{meeting.get_absolute_url()}#rides")
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


@transaction.atomic
def withdraw_ride(*, actor: User, meeting: Meeting) -> None:
    """Take back one's offer; who would ride along hears of it."""
    take_back_ride(locked(meeting), actor)
    publish(f"meeting.{meeting.pk}", {"kind": "attendance"})


def take_back_ride(meeting: Meeting, driver: User) -> None:
    """Nobody rides along with this person any more; who would hears of it."""
    ride = meeting.rides.filter(driver=driver).first()
    if ride is None:
        return
    passengers = list(User.objects.filter(attendances__ride=ride))
    ride.delete()
    tell("events/ride_gone", meeting, passengers, driver, url=f"{meeting.get_absolute_url()}#rides")
