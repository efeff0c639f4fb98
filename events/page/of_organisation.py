"""What the page of an organisation shows of its meetings."""

from dataclasses import dataclass

from community.organisations.page.sections import Look, register

from ..meetings.models import Meeting

MOST = 6


@dataclass(frozen=True)
class Upcoming:
    """Meetings to come at an organisation, the first one first."""

    meetings: list[Meeting]


@register("upcoming", "events/page/_at_organisation.html")
def upcoming(look: Look) -> Upcoming | None:
    """Those that the reader may see; for visitors those that are open to everyone."""
    found = Meeting.objects.visible_to(look.reader).upcoming().filter(host=look.organisation)
    meetings = list(found.with_place()[:MOST])
    return Upcoming(meetings) if meetings else None


@dataclass(frozen=True)
class Hosted:
    """Where people were received, the last time first. `total` counts those that are not shown as well."""

    meetings: list[Meeting]
    total: int


@register("hosted", "events/page/_hosted.html")
def hosted(look: Look) -> Hosted | None:
    """Those that the reader may see."""
    seen = Meeting.objects.visible_to(look.reader).past().exclude(status=Meeting.Status.CANCELLED)
    found = seen.filter(host=look.organisation)
    meetings = list(found.with_place()[: MOST + 1])
    if not meetings:
        return None
    return Hosted(meetings[:MOST], len(meetings) if len(meetings) <= MOST else found.count())
