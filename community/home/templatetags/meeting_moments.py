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
    """tijd in Brussel."""
    return clocks.place_time(meeting.time_zone)


@register.simple_tag(takes_context=True)
def other_zone(context, thing, moments=()) -> str:
    """The same for whom it says something: not for a reader who is signed in and whose clock says the same then.

    `thing` has the zone; `moments` are what is said in it, where that is not the thing itself.
    """
    known = not any(own_time(context, one) for one in moments or [thing])
    user = getattr(context.get("request"), "user", None)
    if known and user is not None and user.is_authenticated:
        return ""
    return clocks.place_time(thing.time_zone)
