"""The pages that bring the rooms of the house together."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.chat.queries import rooms_of
from community.knowledge.models import HandbookPage, LibraryPage, published_articles
from community.knowledge.shelves import standing
from community.networks.models import Governance, Network
from community.networks.rights import STEWARDS, Right
from events.models import Meeting
from events.places.actions.answers import answer_meeting
from forum.models import Topic

from .asks import MOST, asks_of
from .frame import Frame
from .networks import door, season
from .today import choices_of, meetings_of, next_meeting, unread_topics


@require_safe
def front(request):
    """The front page for visitors: what this is, a network that really meets, and what was learned."""
    if request.user.is_authenticated:
        return redirect("home:today")
    networks = list(Network.objects.visible_to(request.user).prefetch_related("organisations")[:6])
    context = {
        "library": LibraryPage.objects.live().first(),
        "articles": list(published_articles()[:5]),
        "handbook": standing(HandbookPage.objects).public().first(),
        "networks": networks,
        "meetings": Meeting.objects.visible_to(request.user).upcoming().with_place()[:4],
        "topics": Topic.objects.visible_to(request.user).titled().select_related("author", "board")[:3],
    }
    return render(request, "home/front.html", context)


@login_required
@require_safe
def today(request):
    """The next meeting, what is asked of the reader, what is unread."""
    user = request.user
    coming = meetings_of(user)
    frame = Frame(user)
    asks = asks_of(user, [meeting for meeting in coming if not meeting.answered], frame)
    context = {
        "frame": frame,
        "next": next_meeting(coming[0], user) if coming else None,
        "after": coming[1:4],
        "asks": asks[:MOST],
        "more_asks": asks[MOST:],
        "ask_count": len(asks),
        "topics": unread_topics(user),
        "articles": published_articles()[:2],
        "rooms": [room for room in rooms_of(user) if room.last_number][:3],
    }
    return render(request, "home/today.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request):
    """All meetings that wait for an answer of the reader, answered in one go; what is left open stays so."""
    open_ones = [meeting for meeting in meetings_of(request.user) if not meeting.answered]
    if request.method == "POST":
        kept = False
        for meeting in open_ones:
            answer = request.POST.get(f"m{meeting.pk}", "")
            if answer in [value for value, _words in choices_of(meeting)]:
                try:
                    answer_meeting(actor=request.user, meeting=meeting, answer=answer)
                    kept = True
                except ValidationError as error:
                    messages.error(request, f"{meeting.title}: {error.messages[0]}")
                except PermissionDenied:  # it was called off, or one takes part no more
                    messages.error(
                        request, _("%(title)s takes no answers any more.") % {"title": meeting.title}
                    )
        if kept:
            messages.success(request, _("Your answers are kept. You can still change them."))
        return redirect("home:today")
    rows = [(meeting, choices_of(meeting)) for meeting in open_ones]
    return render(request, "home/answers.html", {"rows": rows})


@require_safe
def network(request, slug):
    """A network: for who takes part the season and what is new, for others its purpose and how to join."""
    found = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    parts = list(found.participants.active().select_related("user"))
    context = {
        "network": found,
        "tab": "overview",
        "organisations": list(found.current_organisations),
        "people_count": len(parts),
    }
    if not any(part.user_id == request.user.pk for part in parts):
        context["door"] = door(request.user, found)
        context["own_request"] = found.join_requests.filter(user=request.user.pk).last()
        context["open_meetings"] = found.meetings.visible_to(request.user).upcoming().with_place()[:3]
        return render(request, "home/network_outside.html", context)
    own = next(part for part in parts if part.user_id == request.user.pk)
    topics = Topic.objects.visible_to(request.user).filter(board__network=found).listed()
    context |= {
        "facilitators": [part.user for part in parts if part.role in STEWARDS],
        "may_invite": own.may(Right.INVITE) and not found.closed_at,
        "season": season(found),
        "topics": topics.with_reading_of(request.user).select_related("last_poster", "board")[:6],
        "agreement": found.agreements.first(),
        "governance": Governance.objects.filter(network=found).select_related("lead").first(),
    }
    return render(request, "home/network.html", context)


@require_safe
def more(request):
    """On a phone: everything that does not fit in the bar below."""
    if not request.user.is_authenticated:
        return redirect("home:front")
    return render(request, "home/more.html")


@require_safe
def design(request):
    """Every component in every state; for who builds Vonder, in the demo and in development."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    icons = re.findall(r'id="ic-(\w+)"', Path(finders.find("icons.svg")).read_text())
    return render(request, "home/design.html", {"icons": icons})
