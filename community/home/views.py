import sys
import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from community.chat.queries import rooms_of
from community.knowledge.models import HandbookPage, LibraryPage, published_articles
from community.networks.models import JoinRequest, Network, Participant
from community.networks.rules import may_ask_to_join
from community.richtext.carrying import keep_unsent
from community.richtext.places import place_of
from events.models import ActionPoint, Attendance, Availability, Meeting, PlannedMeeting, RotationPlan
from forum.models import Topic

from . import failures

MOST_ASKED = 7
#: Kinds of notification that ask for something.
WAITING = (
    "forum/mentioned",
    "events/turn",
    "events/swap_asked",
    "events/swap_agreed",
    "events/question",
    "events/poll",
    "events/harvest",
    "events/pulse",
    "events/inspiration",
)
THEMES = ("system", "light", "dark")


@require_GET
def front(request):
    """The front page for visitors: what this is, a network that really meets, and what was learned."""
    if request.user.is_authenticated:
        return redirect("home:today")
    networks = list(Network.objects.visible_to(request.user).prefetch_related("organisations")[:6])
    context = {
        "library": LibraryPage.objects.live().first(),
        "articles": list(published_articles()[:5]),
        "handbook": HandbookPage.objects.live().public().first(),
        "networks": networks,
        "meetings": Meeting.objects.visible_to(request.user).upcoming().with_place()[:4],
        "topics": Topic.objects.visible_to(request.user).titled().select_related("author", "board")[:3],
    }
    return render(request, "home/front.html", context)


@login_required
@require_GET
def today(request):
    """The next meeting, what is asked of the reader, what is unread."""
    user = request.user
    own = Participant.objects.active().filter(user=user).values("network")
    answered = Attendance.objects.filter(meeting=OuterRef("pk"), user=user)
    upcoming = Meeting.objects.upcoming().filter(network__in=own).annotate(answered=Exists(answered))
    coming = list(upcoming.with_place()[:8])
    following = coming[0] if coming else None
    rooms = rooms_of(user)
    context = {
        "next": following,
        "after": coming[1:4],
        "asked": _asked(user, [meeting for meeting in coming if not meeting.answered]),
        "topics": _unread_topics(user),
        "articles": published_articles()[:2],
        "rooms": [room for room in rooms if room.last_number][:3],
    }
    if following:
        answers = list(following.attendances.select_related("user"))
        context |= {
            "own": next((a for a in answers if a.user_id == user.pk), None),
            "coming": [
                a.user for a in answers if a.answer == Attendance.Answer.IN_PERSON and not a.waiting_since
            ],
            "online": sum(a.answer == Attendance.Answer.ONLINE for a in answers),
        }
    return render(request, "home/today.html", context)


def _unread_topics(user) -> list[Topic]:
    topics = (
        Topic.objects.visible_to(user)
        .listed()
        .filter(board__network__isnull=False)
        .unread_by(user)
        .with_reading_of(user)
        .select_related("last_poster", "board")
        .order_by("-last_post_at")[:6]
    )
    found = list(topics)
    for topic in found:
        topic.new_count = topic.last_number - topic.seen
    return found


def _asked(user, meetings: list[Meeting]) -> list[dict]:
    """What waits for this person, the most pressing first."""
    mine = Participant.objects.active().filter(user=user)
    asked = [{"kind": "availability", "plan": plan} for plan in _unanswered_plans(mine)]
    asked += [{"kind": "meeting", "meeting": meeting} for meeting in meetings[:3]]
    actions = ActionPoint.objects.pending().filter(person=user, network__in=mine.values("network"))
    asked += [
        {"kind": "action", "action": action}
        for action in actions.select_related("network", "meeting")[:MOST_ASKED]
    ]
    requests = JoinRequest.objects.filter(
        status=JoinRequest.Status.WAITING,
        network__participants__in=Participant.objects.active().facilitators().filter(user=user),
    ).select_related("user", "network")
    asked += [{"kind": "request", "request": r} for r in requests[:MOST_ASKED]]
    mentions = user.notifications.visible_to(user).unread().filter(kind__in=WAITING)
    if user.unread_notifications:
        asked += [
            {"kind": "mention", "notification": notification}
            for notification in mentions.select_related("actor")[:MOST_ASKED]
        ]
    return asked[:MOST_ASKED]


def _unanswered_plans(mine) -> list[RotationPlan]:
    """The plans for which the organisation of this person did not answer every date yet, in one question."""
    answers = Availability.objects.filter(plan=OuterRef("plan"), organisation__in=mine.values("organisation"))
    given = answers.order_by().values("plan").annotate(n=Count("pk")).values("n")
    meetings = (
        PlannedMeeting.objects.filter(
            plan__status__in=(RotationPlan.Status.ASKING, RotationPlan.Status.PROPOSED),
            plan__network__participants__in=mine.filter(organisation__isnull=False),
        )
        .annotate(given=Coalesce(Subquery(given), 0))
        .select_related("plan__network")
        .order_by("-plan")
    )
    asked: dict[RotationPlan, set] = {}
    answered: dict[RotationPlan, int] = {}
    for meeting in meetings:
        asked.setdefault(meeting.plan, set()).update(meeting.candidates)
        answered[meeting.plan] = meeting.given
    return [plan for plan, dates in asked.items() if answered[plan] < len(dates)][:MOST_ASKED]


@require_GET
def network(request, slug):
    """A network: for who takes part the season and what is new, for others its purpose and how to join."""
    found = get_object_or_404(Network.objects.visible_to(request.user), slug=slug)
    organisations = list(found.current_organisations)
    parts = list(found.participants.active().select_related("user"))
    facilitators = [part.user for part in parts if part.role == Participant.Role.FACILITATOR]
    context = {
        "network": found,
        "tab": "overview",
        "organisations": organisations,
        "people_count": len(parts),
    }
    if any(part.user_id == request.user.pk for part in parts):
        topics = Topic.objects.visible_to(request.user).filter(board__network=found).listed()
        topics = topics.with_reading_of(request.user)
        context |= {
            "inside": True,
            "facilitators": facilitators,
            "season": _season(found),
            "topics": topics.select_related("last_poster", "board")[:6],
            "agreement": found.agreements.first(),
            "facilitates": request.user in facilitators,
        }
    else:
        context |= {
            "may_ask": may_ask_to_join(request.user, found),
            "waiting": request.user.is_authenticated
            and found.join_requests.filter(user=request.user, status="waiting").exists(),
            "open_meetings": found.meetings.visible_to(request.user).upcoming().with_place()[:3],
        }
    return render(request, "home/network.html", context)


def _season(found: Network) -> list[Meeting]:
    """The last two meetings and the next ones, five in all."""
    past = list(found.meetings.past().with_place()[:2])[::-1]
    return past + list(found.meetings.upcoming().with_place()[: 5 - len(past)])


@require_GET
def more(request):
    """On a phone: everything that does not fit in the bar below."""
    if not request.user.is_authenticated:
        return redirect("home:front")
    return render(request, "home/more.html")


@require_GET
def design(request):
    """Every component in every state; for who builds Vonder, in the demo and in development."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "home/design.html")


@csrf_exempt
@require_POST
def choose(request):
    """Language and appearance of a visitor, kept in cookies; members keep theirs in their settings.

    A visitor's form carries no token, so that one page can be kept for all visitors; a member's does.
    """
    return (_choose_for_member if request.user.is_authenticated else _choose)(request)


@csrf_protect
def _choose_for_member(request):
    chosen = {"language": dict(settings.LANGUAGES), "theme": THEMES}
    changes = {name: request.POST[name] for name in chosen if request.POST.get(name) in chosen[name]}
    user = request.user
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=list(changes))
    return _choose(request)


def _choose(request):
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    keep = {"max_age": 31_536_000, "samesite": "Lax", "secure": request.is_secure()}
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, **keep)
    if (theme := request.POST.get("theme")) in THEMES:
        response.set_cookie("theme", theme, **keep)
    return response


@require_GET
def health(request):
    """For a proxy or monitor, a line for each part: 503 when the database is away. Without the cache pages are slower
    and news is late, but all of it works; that is 200, and says `cache: away`."""
    parts = {"database": _answers(_ask_database), "cache": _answers(_ask_cache)}
    lines = [f"{name}: {'ok' if well else 'away'}" for name, well in parts.items()]
    status = 200 if parts["database"] else 503
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=status)


def _answers(ask) -> bool:
    try:
        return ask()
    except Exception:  # noqa: BLE001  (whatever went wrong, it is away)
        return False


def _ask_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _ask_cache() -> bool:
    word = uuid.uuid4().hex
    cache.set("health", word, 60)
    return cache.get("health") == word


@require_GET
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /account/",
        "Disallow: /people/",
        "Disallow: /chat/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _error(request, status: int, title, text, name: str = "home/error.html"):
    response = render(request, name, {"title": title, "text": text, "status": status}, status=status)
    return response


def bad_request(request, exception=None):
    return _error(request, 400, _("We do not understand this request"), _("Go back and try once more."))


def forbidden(request, exception=None):
    return _error(
        request,
        403,
        _("You may not do this"),
        _("Ask the facilitator of the network if you think you should."),
    )


def not_found(request, exception=None):
    return _error(
        request,
        404,
        _("This page is not here, or not for you"),
        _("It may have moved, or it is only for the members of a network. Signing in may help."),
    )


def csrf_failure(request, reason=""):
    """A form with an old token, as after signing in anew elsewhere: its writer finds the words in their drafts."""
    place = place_of(request)
    if place and place.user == request.user.pk and keep_unsent(request, place):
        return redirect("richtext:drafts")
    return _error(
        request,
        403,
        _("This page was open too long"),
        _("Go back, load the page again and send it once more."),
    )


def server_error(request):
    """Without anything that could fail once more: no account, no database, no frame around the page."""
    if status := failures.status_of(sys.exc_info()[1]):
        return failures.page(request, status)
    kept = place_of(request) is not None  # what a form with a place sent is kept for its writer
    return HttpResponse(render_to_string("500.html", {"kept": kept}), status=500)
