"""The page of a meeting, the same on paper, and the meetings of a network."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from community.networks.models import Network
from community.notifications.actions import mark_read

from ..meetings.queries import visible_meeting
from ..meetings.rules import may_schedule_meeting
from ..planning.rules import may_see_plan
from ..scheduling.models import CalendarFeed
from .context import meeting_context

PER_PAGE = 30


@login_required
@require_GET
def network_meetings(request, slug):
    """The meetings of a network: to come, and held."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    plans = [plan for plan in network.plans.all() if may_see_plan(request.user, plan)]
    context = {
        "network": network,
        "tab": "meetings",
        "upcoming": network.meetings.upcoming().with_place(),
        "past": network.meetings.past().with_place()[:PER_PAGE],
        "plans": plans,
        "polls": network.polls.filter(meeting=None)[:5],
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "may_schedule": may_schedule_meeting(request.user, network),
    }
    return render(request, "events/page/network_meetings.html", context)


@require_GET
def meeting(request, pk):
    """One meeting: when, where, what you will see, who comes."""
    found = visible_meeting(request.user, pk)
    context = meeting_context(request, found)
    if request.user.is_authenticated and request.user.unread_notifications:
        mark_read(actor=request.user, url=found.get_absolute_url())
    return render(request, "events/page/meeting.html", context)


@require_GET
def sheet(request, pk):
    """The meeting on one sheet of paper."""
    return render(
        request, "events/page/sheet.html", meeting_context(request, visible_meeting(request.user, pk))
    )
