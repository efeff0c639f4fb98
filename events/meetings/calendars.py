"""Meetings as iCalendar (RFC 5545) and invitations (RFC 5546). No file holds the address of another attendee."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText, vUri

from community.members.models import User

from . import zones
from .differences import place_of
from .models import Attendance, Meeting

REPLY_SALT = "events.reply"
#: So long after it was fetched a calendar is fetched again.
AGAIN = timedelta(hours=1)
NEVER: Mapping[int, datetime] = {}
PRODUCT = "-//Vonder//Vonder//NL"


def _moment(local: datetime) -> datetime:
    """On the wall clock, with its zone; the second of two equal hours in UTC, for iCalendar means the first."""
    return local.astimezone(UTC) if local.fold else local


def _book(method: str, events: list[Event]) -> Calendar:
    """A calendar of these events, with every time zone that they name."""
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", method)
    moments: dict[str, list[datetime]] = {}
    for moment in (event.get(name) for event in events for name in ("dtstart", "dtend")):
        if name := moment.params.get("TZID"):
            moments.setdefault(name, []).append(moment.dt)
    for name, used in sorted(moments.items()):
        book.add_component(zones.component(ZoneInfo(name), used))
    for event in events:
        book.add_component(event)
    return book


def _event(meeting: Meeting, *, with_join_link: bool, url: str = "", stamp: datetime | None = None) -> Event:
    """`stamp` is when it was last changed, where that is known: a file that is fetched often stays the same then."""
    event = Event()
    if stamp:
        event.add("last-modified", stamp)
    event.add("uid", f"{meeting.uid}@vonder")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp or datetime.now(UTC))
    event.add("dtstart", _moment(meeting.local_start))
    event.add("dtend", _moment(meeting.local_end))
    event.add("summary", meeting.title)
    lines = [meeting.summary] if meeting.summary else []
    if with_join_link and meeting.join_url:
        lines.append(_("Join online: %(url)s") % {"url": meeting.join_url})
    url = url or f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    event.add("description", "\n\n".join([*lines, url]))
    event.add("url", vUri(url))
    if place := place_of(meeting):
        event.add("location", place)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def calendar(
    meetings: Iterable[Meeting],
    *,
    name: str = "Vonder",
    join_links=frozenset(),
    changed: Mapping[int, datetime] = NEVER,
    others: Iterable[Event] = (),
) -> bytes:
    """A calendar to subscribe to. `join_links` are the ids of meetings whose reader may see the link; `others` are
    entries that are no meetings.

    `changed` says of a meeting, by its id, when it was changed last (UTC): then the file stays the same until it is.
    """
    book = _book("PUBLISH", [*_published(meetings, join_links, changed), *others])
    book.add("x-wr-calname", vText(name))
    book.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})  # RFC 7986 5.7
    book.add("x-published-ttl", vDuration(AGAIN))
    return book.to_ical()


def _published(
    meetings: Iterable[Meeting], join_links=frozenset(), changed: Mapping[int, datetime] = NEVER
) -> list[Event]:
    """Events that nobody is asked to answer, with who organises them (RFC 5546 3.2.1)."""
    events = [
        _event(meeting, with_join_link=meeting.pk in join_links, stamp=changed.get(meeting.pk))
        for meeting in meetings
    ]
    for event in events:
        event["organizer"] = _organizer(plain_address())
    return events


def invitation(
    meeting: Meeting,
    person,
    *,
    place: Attendance | None = None,
    cancel: bool = False,
    with_join_link: bool = False,
    url: str = "",
) -> str:
    """The calendar part of a mail to one person: one entry that later mails move or remove (same UID).

    `person` has a name and an email: a member, or the place of a guest, whose own page has the address `url`. Their
    `place` says what they answered, so that a yes stays a yes when something changes.
    """
    event = _event(meeting, with_join_link=with_join_link, url=url)
    answers = settings.CALENDAR_REPLIES and isinstance(person, User)
    event["organizer"] = _organizer(reply_address(meeting, person) if answers else plain_address())
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["cn"] = vText(person.name.replace('"', "'"))
    attendee.params["partstat"] = vText(_partstat(place))
    attendee.params["rsvp"] = vText("TRUE" if answers else "FALSE")
    event.add("attendee", attendee, encode=False)
    return _book("CANCEL" if cancel else "REQUEST", [event]).to_ical().decode()


def _partstat(place: Attendance | None) -> str:
    if place is None:
        return "NEEDS-ACTION"
    if place.answer == Attendance.Answer.NO:
        return "DECLINED"
    return "ACCEPTED" if place.is_coming else "TENTATIVE"


def together(meetings: Iterable[Meeting]) -> str:
    """Several meetings as one calendar file, in a mail that invites to all of them; no links to join are in it."""
    return _book("PUBLISH", _published(meetings)).to_ical().decode()


def _organizer(address: str) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["cn"] = vText("Vonder")
    return organizer


def plain_address() -> str:
    """The address that our mails come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def reply_address(meeting: Meeting, person: User) -> str:
    """The address to which this person's calendar answers; its tag proves that the invitation was theirs.

    Needs a mail system that delivers `name+tag@domain` to `manage.py receive_reply` (`CALENDAR_REPLIES`).
    """
    local, _at, domain = plain_address().rpartition("@")
    return f"{local}+{reply_tag(meeting, person)}@{domain}"


def reply_tag(meeting: Meeting, person: User) -> str:
    """A short signature; addresses keep no upper case and at most 64 characters before the @ (RFC 5321)."""
    proof = signing.Signer(salt=REPLY_SALT).signature(f"{meeting.pk}.{person.pk}")
    plain = "".join(character for character in proof.lower() if character.isalnum())
    return f"{meeting.pk}.{person.pk}.{plain[:24]}"
