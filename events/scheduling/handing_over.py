"""Another organisation receives a meeting: what was the old host's goes, what the new host prepared comes out."""

from community.organisations.models import Organisation

from ..meetings.models import Meeting
from ..meetings.queries import receiver_of
from ..programme.models import AgendaItem
from .models import Prepared

SHORTEST = 4  # letters of a name that is looked for in texts
LONGEST = 140  # letters of a title


def put_away(meeting: Meeting) -> None:
    """Empty what its host made of a meeting, and keep it for the next time that this organisation receives.

    That is what there is to see, coffee and food, the parts of the programme that name it or that its people
    present, the ticks of its checklist, and whom to call. The row of the meeting is locked, and saved by the caller.
    """
    host = receiver_of(meeting)
    if host is None or meeting.network is None:
        return
    parts = parts_of(meeting, host)
    prepared = {
        "showcase": meeting.showcase,
        "stops": meeting.stops,
        "catering": meeting.catering,
        "parts": [
            {"title": part.title, "minutes": part.minutes, "note": part.note, "method": part.method}
            for part in parts
        ],
    }
    if any(prepared.values()):
        Prepared.objects.update_or_create(network=meeting.network, organisation=host, defaults=prepared)
    meeting.agenda.filter(pk__in=[part.pk for part in parts]).delete()
    meeting.host_tasks.all().delete()
    meeting.showcase, meeting.stops, meeting.catering, meeting.contact = "", [], "", None


def take_out(meeting: Meeting, before: Organisation | None) -> None:
    """Give a meeting what its new host prepared earlier, and its name where the title names the one `before`.

    The row of the meeting is locked, and saved by the caller.
    """
    host = receiver_of(meeting)
    if host is None or meeting.network is None:
        return
    if before is not None:
        meeting.title = renamed(meeting.title, before, host)
    prepared = Prepared.objects.filter(network=meeting.network, organisation=host).first()
    if prepared is None:
        return
    meeting.showcase, meeting.stops = prepared.showcase, prepared.stops
    meeting.catering = prepared.catering
    last = meeting.agenda.last()
    first = last.position + 1 if last else 0
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, **part)
        for place, part in enumerate(prepared.parts, start=first)
    )
    prepared.delete()


def parts_of(meeting: Meeting, host: Organisation) -> list[AgendaItem]:
    """The parts of the programme that name this host or that its people present."""
    if meeting.network is None:
        return []
    own = meeting.network.participants.active().filter(organisation=host)
    people = set(own.values_list("user", flat=True))
    return [part for part in meeting.agenda.all() if _is_of(part, host, people)]


def renamed(title: str, before: Organisation, after: Organisation) -> str:
    """A title with the name of another host; what becomes too long stays as it was."""
    for old, new in ((before.name, after.name), (before.short_name, after.short_name)):
        if _names(title, old):
            found = title.replace(old, new)
            return found if len(found) <= LONGEST else title
    return title


def _names(text: str, name: str) -> bool:
    return len(name) >= SHORTEST and name in text


def _is_of(part: AgendaItem, host: Organisation, people: set[int]) -> bool:
    text = f"{part.title} {part.note}"
    return part.presenter_id in people or _names(text, host.name) or _names(text, host.short_name)
