"""What another host means: what stays, what is asked anew, who hears what, and by when somebody answers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members import clocks
from community.members.models import User
from community.networks.queries import people_for
from community.organisations.models import Organisation, Venue

from ..meetings.letters import when
from ..meetings.models import Attendance, Meeting
from ..meetings.queries import receiver_of
from ..meetings.standing import SPEAKERS, own_parts
from ..scheduling.handing_over import parts_of, renamed
from ..turns.ways import Repair
from .models import HostRequest

LONGEST = timedelta(days=3)
SHORTEST = timedelta(hours=1)
NOON = 12
#: The ways in which another organisation does something, and so has to be asked.
ASKED = ("step_in", "swap", "loan")


def asked_at(person: User) -> list[str]:
    """The addresses of the meetings that the organisation of this person is asked to receive, as long as it may."""
    own = own_parts(person).filter(network=OuterRef("meeting__network"), organisation=OuterRef("host"))
    waiting = HostRequest.objects.waiting().filter(
        Exists(own.filter(role__in=SPEAKERS)), meeting__in=Meeting.objects.upcoming().order_by()
    )
    to_come = waiting.filter(meeting__starts_at__gt=timezone.now()).select_related("meeting")
    return [request.meeting.get_absolute_url() for request in to_come]


def deadline(now: datetime, meeting: Meeting) -> datetime:
    """Until when somebody can answer: half of the time that is left, at most three days, at noon if that can be."""
    half = (now + min((meeting.starts_at - now) / 2, LONGEST)).astimezone(meeting.zone)
    noon = half.replace(hour=NOON, minute=0, second=0, microsecond=0)
    if noon > half:
        noon -= timedelta(days=1)
    if noon - now >= SHORTEST:
        return noon
    hour = half.replace(minute=0, second=0, microsecond=0)
    return hour if hour > now else half.replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Line:
    """One thing, and what becomes of it."""

    what: str
    how: str


@dataclass(frozen=True)
class Hears:
    """Who hears what, when."""

    who: str
    what: str
    when: str


@dataclass(frozen=True)
class Meaning:
    """What one way to go on means. `asks` says that somebody has to say yes first, before `answer_by`.

    `old` and `new` are the place, or the day where that is what changes; `question` is what who is asked reads.
    """

    way: Repair
    title: str
    asks: bool
    answer_by: datetime
    stays: list[Line]
    anew: list[Line]
    hears: list[Hears]
    coming: int
    old: str
    new: str
    question: list[tuple[str, str]]


def meaning_of(meeting: Meeting, way: Repair, reader: ZoneInfo) -> Meaning:
    """What this way to go on means for everyone. `meeting` is as `with_place` reads it."""
    before = receiver_of(meeting)
    asks = way.key in ASKED
    passes_on = before is not None and way.key in ("step_in", "swap")
    coming = sum(one.is_coming for one in meeting.attendances.all())
    answer_by = deadline(timezone.now(), meeting)
    return Meaning(
        way=way,
        title=renamed(meeting.title, before, way.host) if passes_on and before else meeting.title,
        asks=asks,
        answer_by=answer_by,
        stays=_stays(meeting, way, before if passes_on else None, coming),
        anew=[*(_anew(meeting, way, before) if passes_on and before else []), *_of_the_place(meeting, way)],
        hears=_hears(meeting, way, before, coming, answer_by),
        coming=coming,
        old=_day_or_place(meeting, way, meeting.local_start.date(), meeting.venue),
        new=_day_or_place(meeting, way, way.day, way.venue),
        question=facts_for(_as_asked(meeting, way, before, answer_by), meeting, reader) if asks else [],
    )


def _as_asked(meeting: Meeting, way: Repair, before: Organisation | None, answer_by: datetime) -> HostRequest:
    """The question as it would be; never saved."""
    return HostRequest(meeting=meeting, host=way.host, before=before, way=way.value, answer_by=answer_by)


def _day_or_place(meeting: Meeting, way: Repair, day: date | None, venue: Venue | None) -> str:
    if way.day is not None and day is not None:
        return clocks.full_day(day)
    if venue is None or meeting.mode == Meeting.Mode.ONLINE:
        return _("Online")
    return ", ".join(filter(None, [venue.name, venue.address, venue.municipality]))


def _stays(meeting: Meeting, way: Repair, before: Organisation | None, coming: int) -> list[Line]:
    found = []
    start, end = meeting.local_start, meeting.local_end
    if way.day is None:
        found.append(Line(_("Date and time"), f"{clocks.full_day(start.date())}, {clocks.hours(start, end)}"))
    gone = {part.pk for part in parts_of(meeting, before)} if before else set()
    kept = [part.title for part in meeting.agenda.all() if part.pk not in gone]
    if kept:
        found.append(Line(_("The programme"), ", ".join(kept)))
    if coming:
        words = ngettext("%(n)d person who said yes", "%(n)d people who said yes", coming) % {"n": coming}
        found.append(Line(words, _("They hear what changes, and can still say no.")))
    return found


def _anew(meeting: Meeting, way: Repair, before: Organisation) -> list[Line]:
    """What the old host gave, and the new one is asked for."""
    found, names = [], {"old": before.name, "new": way.host.name}
    gone = parts_of(meeting, before)
    if gone:
        titles = ", ".join(part.title for part in gone)
        found.append(Line(titles, _("Goes with %(old)s.") % names))
    if meeting.showcase or meeting.stops:
        found.append(
            Line(_("What you will see there"), _("Kept for %(old)s. %(new)s fills in their own.") % names)
        )
    if meeting.catering:
        found.append(Line(_("Coffee and food"), _("%(new)s says so.") % names))
    if meeting.contact:
        who = _("Whom to call on the day: %(name)s") % {"name": meeting.contact.name}
        found.append(Line(who, _("Becomes who says yes for %(new)s.") % names))
    return found


def _of_the_place(meeting: Meeting, way: Repair) -> list[Line]:
    """What belongs to the old place."""
    found = []
    rides = meeting.rides.count()
    if way.key == "online" or meeting.mode == Meeting.Mode.ONLINE:
        if rides:
            found.append(Line(_("Travel together"), _("Is no longer needed.")))
        return found
    if way.venue and way.venue.pk != meeting.venue_id:
        found.append(Line(_("Address and route"), f"{way.venue.name}, {way.venue.municipality}"))
        if rides:
            words = ngettext("%(n)d ride", "%(n)d rides", rides) % {"n": rides}
            found.append(Line(words, _("Who drives is asked whether they also drive there.")))
    needs = meeting.attendances.exclude(needs=[], needs_note="").exclude(answer=Attendance.Answer.NO).count()
    if needs and way.key in ("step_in", "swap"):
        words = ngettext("What %(n)d person needs there", "What %(n)d people need there", needs)
        told = _("Who said so chooses whether %(new)s may read it.") % {"new": way.host.name}
        found.append(Line(words % {"n": needs}, told))
    return found


def _hears(
    meeting: Meeting, way: Repair, before: Organisation | None, coming: int, answer_by: datetime
) -> list[Hears]:
    at_once = _("At once")
    everyone = _("Everyone in the network")
    if way.key not in ASKED or meeting.network is None:
        return [Hears(everyone, _("What changes, with an update of the calendar"), at_once)]
    names = {"new": way.host.name}
    people = ", ".join(person.name for person in people_for(meeting.network, way.host)) or "–"
    asked = _("“Can you receive us?”, with yes and no in the mail. Answer before %(moment)s.")
    found = [Hears(f"{people} ({way.host.name})", asked % {"moment": moment_of(answer_by, meeting)}, at_once)]
    if before:
        sought = _("“We ask %(new)s. You need not do anything.”") % names
        found.append(Hears(before.name, sought, at_once))
    after = _("After the yes of %(new)s") % names
    found.append(Hears(everyone, _("Old place → new place, the calendar follows, “are you coming?”"), after))
    return found


def moment_of(moment: datetime, meeting: Meeting) -> str:
    """dinsdag 24 november 2026, 12.00 uur, on the clock of the meeting's place."""
    local = moment.astimezone(meeting.zone)
    return _("%(day)s, %(time)s") % {"day": clocks.full_day(local.date()), "time": clocks.clock(local)}


def facts_for(request: HostRequest, meeting: Meeting, reader: ZoneInfo) -> list[tuple[str, str]]:
    """(label, words) of what somebody has to know who is asked to receive a meeting; `meeting` with its place."""
    found = [
        (_("When"), when(meeting.local_start, meeting.local_end, meeting.time_zone, reader)),
        (_("Where"), _("Online") if meeting.mode == Meeting.Mode.ONLINE else _("At your place")),
        (_("How many come"), str(sum(one.is_coming for one in meeting.attendances.all()))),
    ]
    gone = {part.pk for part in parts_of(meeting, request.before)} if request.before else set()
    programme = ", ".join(part.title for part in meeting.agenda.all() if part.pk not in gone)
    if programme:
        found.append((_("Programme"), programme))
    if request.why:
        found.append((_("Why we ask"), request.why))
    if request.is_waiting:
        found.append((_("Answer before"), moment_of(request.answer_by, meeting)))
    return found
