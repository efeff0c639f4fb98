"""When a meeting is: on the clock of its place, and on the reader's where that differs."""

from django import template

from community.members import clocks

register = template.Library()


@register.simple_tag
def times(meeting) -> str:
    """From – until on the wall clock of the meeting's place."""
    return clocks.hours(meeting.local_start, meeting.local_end)


@register.simple_tag(takes_context=True)
def own_time(context, meeting) -> str:
    """The reader's own time, when their clock differs from that of the meeting's place."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return clocks.theirs(meeting.local_start, meeting.local_end, user.zone)


@register.simple_tag
def zone_name(meeting) -> str:
    return clocks.place_time(meeting.time_zone)
