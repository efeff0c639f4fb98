"""What is asked of somebody: a line on Today for each thing, the most pressing first."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.addresses import address
from community.home.templatetags.moments import long_day, since
from community.members.models import User
from community.networks.beginning.rules import may_answer_proposal
from community.networks.models import Beginning, JoinRequest, Participant
from community.notifications.models import Notification
from community.notifications.queries import say_what_is_over
from community.words import fold
from events.meetings.standing import WAS_THERE
from events.models import ActionPoint, Attendance, Meeting, RotationPlan
from events.planning.queries import plans_asked_of

from .frame import Concept, Frame

#: So many are shown at once, the others when one asks for more; of one kind there are at most so many.
MOST, MANY = 5, 20
#: Concepts that wait for their own writer.
UNFINISHED = (Beginning.Status.DRAFT, Beginning.Status.DECLINED)
#: A meeting that is further away than this is asked about together with the others.
SOON = timedelta(weeks=6)
#: What was asked longer ago than this is not looked for.
LONGEST = timedelta(days=400)
#: Kinds of notification that ask for something until it is read.
UNTIL_READ = ("forum/mentioned",)
#: Kinds that ask until it is answered.
WAITING = (
    "networks/invited",
    "organisations/claimed",
    "events/turn",
    "events/host_asked",
    "events/swap_asked",
    "events/swap_agreed",
    "events/question",
    "events/poll",
    "events/harvest",
    "events/pulse",
    "events/inspiration",
)


@dataclass(frozen=True)
class Fact:
    """Some words below an ask; `status` (ask, no) colours those that press."""

    words: str
    status: str = ""


@dataclass(frozen=True)
class Ask:
    """One thing that waits for an answer. `action` is the number of an action that is ticked off at once."""

    icon: str
    title: str
    url: str
    button: str
    facts: list[Fact] = field(default_factory=list)
    presses: bool = False
    action: int | None = None


def asks_of(user: User, meetings: list[Meeting], frame: Frame) -> list[Ask]:
    """All that waits for this person, who did not answer `meetings` yet, the most pressing first.

    Which networks they let people into, and what they have begun to write down, is known from their `frame`.
    """
    mine = Participant.objects.active().filter(user=user)
    asks = [_availability(plan) for plan in plans_asked_of(user)[:MANY]]
    asks += _meetings(meetings)
    actions = ActionPoint.objects.pending().filter(person=user, network__in=mine.values("network"))
    asks += [_action(action) for action in actions.select_related("network", "meeting")[:MANY]]
    lets_in = [entry.pk for entry in frame.networks if entry.sees_settings]
    if lets_in:
        requests = JoinRequest.objects.filter(
            status=JoinRequest.Status.WAITING, network__in=lets_in, network__closed_at=None
        )
        asks += [_join_request(request) for request in requests.select_related("user", "network")[:MANY]]
        asks += [_guest(guest) for guest in _came_along(lets_in)[:MANY]]
    asks += [_proposal(one) for one in _proposals(user)]
    asks += [_concept(one) for one in frame.concepts if one.code in UNFINISHED][:1]
    return asks + [_news(notification) for notification in _waiting(user)[:MANY]]


def _waiting(user: User) -> list[Notification]:
    """What was told and still waits for an answer, read or not, the newest first; of what is asked twice the last."""
    told = (
        user.notifications.visible_to(user)
        .naming_networks()
        .filter(Q(kind__in=WAITING) | Q(kind__in=UNTIL_READ, read_at=None))
    )
    found = list(told.filter(created_at__gt=timezone.now() - LONGEST).select_related("actor"))
    say_what_is_over(found, user)
    newest = {(one.kind, one.url): one for one in reversed(found) if not one.is_over}
    return sorted(newest.values(), key=lambda one: -one.pk)


def _before(day: date, status: str = "ask") -> Fact:
    return Fact(_("before %(day)s") % {"day": long_day(day)}, status)


def _availability(plan: RotationPlan) -> Ask:
    return Ask(
        icon="home",
        title=_("When can you host? %(plan)s") % {"plan": plan.name},
        url=reverse("events:my_availability", args=[plan.pk]),
        button=_("Fill in"),
        facts=[_before(plan.answer_by), Fact(plan.network.name), Fact(_("3 minutes"))],
        presses=True,
    )


def _meetings(meetings: list[Meeting]) -> list[Ask]:
    """A line for each that is soon, and one for all that come later: those are answered in one go."""
    until = timezone.now() + SOON
    later = [meeting for meeting in meetings if meeting.starts_at > until]
    if len(later) < 2:
        return [_meeting(meeting) for meeting in meetings]
    first, last = later[0].local_start, later[-1].local_start
    networks = sorted({meeting.network.name for meeting in later if meeting.network}, key=fold)
    words = _("from %(first)s to %(last)s") % {"first": long_day(first), "last": long_day(last)}
    together = Ask(
        icon="cal",
        title=_("Are you coming to %(n)d later meetings?") % {"n": len(later)},
        url=reverse("home:answers"),
        button=_("Answer"),
        facts=[Fact(words), Fact(", ".join(networks))],
    )
    return [*(_meeting(meeting) for meeting in meetings if meeting.starts_at <= until), together]


def _meeting(meeting: Meeting) -> Ask:
    return Ask(
        icon="cal",
        title=_("Are you coming? %(title)s") % {"title": meeting.title},
        url=meeting.get_absolute_url(),
        button=_("Answer"),
        facts=[Fact(long_day(meeting.local_start)), Fact(meeting.network.name if meeting.network else "")],
    )


def _action(action: ActionPoint) -> Ask:
    where = action.meeting.get_absolute_url() + "#actions" if action.meeting else None
    due = [_before(action.due, "no" if action.is_late else "ask")] if action.due else []
    return Ask(
        icon="check",
        title=action.text,
        url=where or action.network.get_absolute_url(),
        button=_("Done"),
        facts=[*due, Fact(action.network.name)],
        action=action.pk,
    )


def _join_request(request: JoinRequest) -> Ask:
    names = {"name": request.user.name, "network": request.network.name}
    return Ask(
        icon="user",
        title=_("%(name)s asks to join %(network)s") % names,
        url=address("networks:joining", request.network.slug),
        button=_("Answer"),
        facts=[Fact(since(request.created_at))],
    )


def _proposals(user: User) -> list[Beginning]:
    """The networks that others propose, the oldest first, for who answers."""
    if not may_answer_proposal(user):
        return []
    found = Beginning.objects.proposed().exclude(owner=user).select_related("owner")
    return list(found.order_by("changed_at", "pk")[:MANY])


def _proposal(beginning: Beginning) -> Ask:
    names = {"name": beginning.owner.name, "network": beginning.name}
    return Ask(
        icon="net",
        title=_("%(name)s proposes the network %(network)s") % names,
        url=address("networks:proposal", beginning.pk),
        button=_("Answer"),
        facts=[Fact(since(beginning.changed_at))],
    )


def _concept(concept: Concept) -> Ask:
    declined = concept.code == Beginning.Status.DECLINED
    return Ask(
        icon="edit",
        title=_("Finish your concept %(network)s") % {"network": concept.name},
        url=concept.url,
        button=_("Go on"),
        facts=[Fact(_("the staff said: not yet"), "ask") if declined else Fact(_("not started yet"))],
    )


def _came_along(lets_in: list[int]) -> QuerySet[Participant]:
    """Guests who came to a meeting, and about whom nobody decided yet, where somebody may."""
    there = Attendance.objects.filter(
        WAS_THERE,
        user=OuterRef("user"),
        meeting__network=OuterRef("network"),
        meeting__ends_at__lt=timezone.now(),
        meeting__starts_at__date__gte=OuterRef("role_since"),
    )
    guests = Participant.objects.active().filter(
        Exists(there), role=Participant.Role.GUEST, network__in=lets_in, network__closed_at=None
    )
    return guests.select_related("user", "network").order_by("role_since")


def _guest(guest: Participant) -> Ask:
    names = {"name": guest.user.name, "network": guest.network.name}
    return Ask(
        icon="user",
        title=_("%(name)s came along with %(network)s. Do they stay?") % names,
        url=address("networks:joining", guest.network.slug),
        button=_("Decide"),
        facts=[Fact(_("guest since %(day)s") % {"day": long_day(guest.role_since)})],
    )


def _news(notification: Notification) -> Ask:
    """News that is for one person alone names no network."""
    network = notification.network_name  # type: ignore[attr-defined]
    return Ask(
        icon=notification.icon,
        title=notification.sentence,
        url=notification.url,
        button=notification.button,
        facts=[Fact(since(notification.created_at)), *([Fact(network)] if network else [])],
    )
