"""Rooms and equipment that were promised for a day, in the calendar of who asked and of who keeps them."""

from datetime import timedelta

from icalendar import Event

from community.members.models import User
from community.organisations.facilities.queries import in_calendar_of


def promised(user: User) -> list[Event]:
    """One entry for each, of a whole day; which half of it stands in its title."""
    return [_entry(one) for one in in_calendar_of(user)]


def _entry(request) -> Event:
    facility = request.facility
    event = Event()
    event.add("uid", f"facility-{request.pk}@vonder")
    event.add("dtstamp", request.answered_at or request.asked_at)
    event.add("dtstart", request.day)
    event.add("dtend", request.day + timedelta(days=1))
    event.add("summary", f"{facility.name}, {facility.organisation.name} ({request.hours})")
    event.add("description", f"{request.asked_by.name}: {request.purpose}")
    event.add("location", f"{facility.organisation.name}, {facility.organisation.municipality}")
    event.add("status", "CONFIRMED")
    return event
