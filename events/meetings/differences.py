"""What a change of a meeting means to people: the state before and after, kept as facts, said in any language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from community.journal.models import Entry
from community.members import clocks

from .models import Attendance, Meeting

CHANGED = "events.changed"
#: Who has to hear of a change: who may come, who comes, who comes online.
EVERYONE, COMING, ONLINE = "everyone", "coming", "online"


@dataclass(frozen=True)
class Matter:
    """One thing about a meeting that matters. `say` gives its words; None when they are not repeated."""

    label: str | Promise
    say: Callable[..., str] | None = str
    reaches: str = EVERYONE


def _day(value: str) -> str:
    return clocks.full_day(date.fromisoformat(value))


def _hours(value: list[str]) -> str:
    return clocks.hours(*map(time.fromisoformat, value))


def _mode(value: str) -> str:
    return str(Meeting.Mode(value).label).lower()


MATTERS = {
    "title": Matter(gettext_lazy("Title")),
    "day": Matter(gettext_lazy("Day"), _day),
    "hours": Matter(gettext_lazy("Hours"), _hours),
    "mode": Matter(gettext_lazy("How we meet"), _mode),
    "place": Matter(gettext_lazy("Where")),
    "host": Matter(gettext_lazy("Host")),
    "presented_by": Matter(gettext_lazy("Received by")),
    "join_url": Matter(gettext_lazy("Link to join online"), None, ONLINE),
    "summary": Matter(gettext_lazy("What it is about"), None, COMING),
    "programme": Matter(gettext_lazy("Programme"), None, COMING),
    "bring": Matter(gettext_lazy("Bring along"), reaches=COMING),
    "contact": Matter(gettext_lazy("Whom to call on the day"), None, COMING),
}


def place_of(meeting: Meeting) -> str:
    """De Linde, Kerkstraat 1, Gent; empty without a room."""
    venue = None if meeting.mode == Meeting.Mode.ONLINE else meeting.venue
    return ", ".join(filter(None, [venue.name, venue.address, venue.municipality])) if venue else ""


def state(meeting: Meeting) -> dict:
    """What matters about a meeting now, by the keys of `MATTERS`, as values that can be kept."""
    clock = [f"{moment:%H:%M}" for moment in (meeting.local_start, meeting.local_end)]
    return {
        "title": meeting.title,
        "day": meeting.local_start.date().isoformat(),
        "hours": clock,
        "mode": meeting.mode,
        "place": place_of(meeting),
        "host": meeting.host.short_name if meeting.host else "",
        "presented_by": meeting.presented_by.short_name if meeting.presented_by else "",
        "join_url": meeting.join_url,
        "summary": meeting.summary,
        "programme": [[part.title, part.minutes] for part in meeting.agenda.all()],
        "bring": meeting.bring,
        "contact": meeting.contact_id,
    }


def between(before: dict, after: dict) -> list[dict]:
    """The changes from one state to another: dicts with what, old and new, without words not to repeat."""
    found = []
    for what, matter in MATTERS.items():
        old, new = before[what], after[what]
        if old == new:
            continue
        if what == "place" and after["mode"] == Meeting.Mode.ONLINE != before["mode"]:
            continue  # that it is online says it
        kept = (old, new) if matter.say else (bool(old), bool(new))
        found.append({"what": what, "old": kept[0], "new": kept[1]})
    return found


def reach(changes: list[dict]) -> str:
    """Who has to hear of these changes."""
    found = {MATTERS[change["what"]].reaches for change in changes}
    return next(reach for reach in (EVERYONE, COMING, ONLINE) if reach in found)


def lines(changes: list[dict]) -> list[str]:
    """Each change in words: “Waar: De Linde → De Zandloper”."""
    return [f"{MATTERS[change['what']].label}: {_words(change)}" for change in changes]


def _words(change: dict) -> str:
    say, old, new = MATTERS[change["what"]].say, change["old"], change["new"]
    if say is None:
        return pgettext("a new link", "new") if new else _("there is none any more")
    none = pgettext("no place or host", "none")
    return f"{say(old) if old else none} → {say(new) if new else none}"


def sentence(title: str, day: str, changes: list[dict]) -> str:
    """What changed about a meeting; `day` is the ISO date on which it takes place now."""
    told = _("Changed: %(title)s on %(day)s") % {"title": title, "day": _day(day)}
    return f"{told}. {'; '.join(lines(changes))}" if changes else told


def entries_of(meeting: Meeting) -> QuerySet[Entry]:
    """What the journal holds of its changes."""
    return Entry.objects.filter(about_model=Meeting._meta.label, about_id=meeting.pk, verb=CHANGED)


def last_changed(meetings: Iterable[Meeting]) -> dict[int, datetime]:
    """When something about each meeting was written down last, by its id (UTC, whole seconds).

    One that the journal does not know counts as unchanged since a moment that stays the same.
    """
    found = {meeting.pk: meeting.starts_at.replace(microsecond=0) for meeting in meetings}
    written = Entry.objects.filter(about_model=Meeting._meta.label, about_id__in=found)
    for pk, at in (
        written.order_by().values("about_id").annotate(last=Max("at")).values_list("about_id", "last")
    ):
        found[pk] = at.replace(microsecond=0)
    return found


def merged(steps: Iterable[list[dict]]) -> list[dict]:
    """Several changes as one, from what it was first to what it is last. What was put back is no change."""
    found: dict[str, dict] = {}
    for changes in steps:
        for change in changes:
            found.setdefault(change["what"], dict(change))["new"] = change["new"]
    return [one for one in found.values() if one["old"] != one["new"] or MATTERS[one["what"]].say is None]


def since(meeting: Meeting, moment: datetime) -> list[dict]:
    """What changed after a moment, from what it was then to what it is now. What was put back is no change."""
    notes = entries_of(meeting).filter(at__gt=moment).order_by("pk").values_list("note", flat=True)
    return merged(note.get("changes", []) for note in notes)


def since_answer(meeting: Meeting, own: Attendance | None) -> list[str]:
    """What changed since somebody answered, in words, until they answer again or the meeting begins."""
    if own is None or meeting.has_begun or meeting.is_cancelled:
        return []
    return lines(since(meeting, own.answered_at))
