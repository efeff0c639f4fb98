"""The address of one's own calendar, on the page of a network."""

from ..meetings.sections import NETWORK, Overview
from .models import CalendarFeed


@NETWORK.register("feed", "events/scheduling/_feed.html")
def feed(look: Overview) -> CalendarFeed | None:
    """For who made one."""
    return CalendarFeed.objects.filter(user=look.user.pk).first()
