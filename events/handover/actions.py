"""Asking another organisation to receive a meeting, its answer, and what follows."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community.journal.actions import record
from community.members.models import User
from community.networks.queries import people_for, who_holds
from community.networks.rights import Right
from community.notifications.actions import hold, notify, settle
from community.rows import each

from ..meetings.models import Meeting
from ..meetings.queries import receiver_of
from ..meetings.standing import standing_of
from ..meetings.telling import facts_of
from ..turns.actions import with_network
from ..turns.taking_over import go_on
from ..turns.ways import repairs
from .models import HostRequest
from .queries import ASKED, deadline
from .rules import may_answer_request, may_hand_over

GONE = _("That is no longer possible. Choose again.")


@transaction.atomic
def ask_host(*, actor: User, meeting: Meeting, value: str, title: str = "", why: str = "") -> HostRequest:
    """Ask another organisation to receive a meeting, in one of the `repairs`; until it says yes nothing changes.

    Raises `PermissionDenied`, and `ValidationError` when it is not possible (any more) or somebody is asked already.
    """
    meeting = with_network(meeting)
    if not may_hand_over(standing_of(actor, meeting)) or meeting.network is None:
        raise PermissionDenied
    way = next((one for one in repairs(meeting) if one.value == value and one.key in ASKED), None)
    if way is None:
        raise ValidationError(GONE)
    if meeting.has_begun:
        raise ValidationError(_("It has begun: choose what happens now."))
    if meeting.host_requests.waiting().exists():
        raise ValidationError(_("Somebody is asked already. Wait for the answer, or take the question back."))
    people = list(people_for(meeting.network, way.host))
    if not people:
        text = _("Nobody takes part for %(name)s who could answer.")
        raise ValidationError(text % {"name": way.host.name})
    request = HostRequest.objects.create(
        meeting=meeting,
        host=way.host,
        before=receiver_of(meeting),
        way=value,
        title=title or meeting.title,
        why=why,
        asked_by=actor,
        answer_by=deadline(timezone.now(), meeting),
    )
    record(
        actor=actor, verb="events.host_asked", about=meeting, network_id=meeting.network_id, host=way.host.pk
    )
    asked = {person.pk for person in people}
    old = people_for(meeting.network, request.before) if request.before else User.objects.none()
    others = list(old.exclude(pk__in=asked))
    hold([*asked, *(person.pk for person in others)])
    _tell(request, "events/host_asked", people, actor)
    _tell(request, "events/host_sought", others, actor)
    return request


def _tell(request: HostRequest, kind: str, people: Iterable[User], actor: User | None, **data: str) -> None:
    """Lines behind the bell lead to the meeting, a no to the other ways; the mail to who is asked to the answer."""
    meeting = request.meeting
    goes_on = data.get("outcome") in ("no", "silent")
    facts = facts_of(meeting, pk=meeting.pk, request=request.pk, host=request.host.name, **data)
    notify(
        kind=kind,
        to=people,
        actor=actor,
        url=reverse("events:repair", args=[meeting.pk]) if goes_on else meeting.get_absolute_url(),
        audience=meeting.audience,
        data=facts,
    )


def _settle(request: HostRequest) -> None:
    """Colleagues of who answered need not answer any more."""
    settle(kinds=["events/host_asked"], url=request.meeting.get_absolute_url())


def _locked(request: HostRequest) -> tuple[HostRequest, Meeting]:
    """The question as it is now, and its meeting; both and the network are locked."""
    meeting = with_network(request.meeting, request.way)
    found = HostRequest.objects.select_for_update(of=("self",)).select_related("host", "before")
    now = found.get(pk=request.pk)
    now.meeting = meeting
    return now, meeting


@transaction.atomic
def answer_host(*, actor: User, request: HostRequest, agrees: bool, reason: str = "") -> HostRequest:
    """The organisation that is asked says yes or no. With a yes it receives the meeting, and everyone hears of it.

    Who says yes is whom people call on the day. The same answer again changes nothing. Raises `PermissionDenied`, and
    `ValidationError` when it is no longer possible.
    """
    request, meeting = _locked(request)
    status = HostRequest.Status.AGREED if agrees else HostRequest.Status.DECLINED
    standing = standing_of(actor, meeting)
    if request.status == status and request.answered_by_id == actor.pk:
        return request
    if not may_answer_request(standing, request):
        raise PermissionDenied
    way = next((one for one in repairs(meeting) if one.value == request.way), None) if agrees else None
    if agrees and (way is None or receiver_of(meeting) != request.before):
        raise ValidationError(_("This is no longer possible. The facilitator looks for another way."))
    _settle(request)
    request.status, request.answered_by, request.answered_at = status, actor, timezone.now()
    request.said = reason[:200]
    request.save(update_fields=["status", "answered_by", "answered_at", "said"])
    if way is not None:
        contact = {} if way.key == "loan" else {"contact": actor}
        go_on(actor, meeting, way, title=request.title, **contact)
    outcome = "yes" if agrees else "no"
    _tell(
        request,
        "events/host_answered",
        who_holds(Right.PLAN, meeting.network),
        actor,
        outcome=outcome,
        reason=request.said,
    )
    record(
        actor=actor,
        verb="events.host_answered",
        about=meeting,
        network_id=meeting.network_id,
        host=request.host_id,
        agrees=agrees,
    )
    return request


@transaction.atomic
def go_on_now(*, actor: User, meeting: Meeting, value: str, title: str = "") -> None:
    """Carry out one of the `repairs` without asking; whoever is asked need not answer any more.

    Everyone who might come hears of it.

    Raises `PermissionDenied`, and `ValidationError` when it is no longer possible.
    """
    meeting = with_network(meeting, value)
    if not may_hand_over(standing_of(actor, meeting)):
        raise PermissionDenied
    way = next((one for one in repairs(meeting) if one.value == value), None)
    if way is None:
        raise ValidationError(GONE)
    go_on(actor, meeting, way, **({"title": title} if title else {}))
    withdraw_requests_of(actor=actor, meeting=meeting)


@transaction.atomic
def withdraw_request(*, actor: User, request: HostRequest) -> HostRequest:
    """Take back the question to receive a meeting; who was asked hears so. Nothing happens when it is decided.

    Raises `PermissionDenied`.
    """
    request, meeting = _locked(request)
    if not may_hand_over(standing_of(actor, meeting)):
        raise PermissionDenied
    if request.is_waiting:
        _withdraw(actor, request)
    return request


@transaction.atomic
def withdraw_requests_of(*, actor: User, meeting: Meeting) -> None:
    """Another organisation receives the meeting now, or nobody does: what was asked does not go on.

    The rows of the meeting and its network are locked by the caller, who found out that `actor` may.
    """
    for request in meeting.host_requests.waiting().select_for_update(of=("self",)).select_related("host"):
        request.meeting = meeting
        _withdraw(actor, request)


def _withdraw(actor: User, request: HostRequest) -> None:
    _settle(request)
    request.status = HostRequest.Status.WITHDRAWN
    request.save(update_fields=["status"])
    if request.meeting.network:
        people = people_for(request.meeting.network, request.host)
        _tell(request, "events/host_unasked", people, actor)


@task()
def give_up_waiting() -> int:
    """Facilitators hear of what nobody answered in time. Safe to run twice. Returns how many questions ended."""
    late = HostRequest.objects.waiting().filter(answer_by__lte=timezone.now()).select_related("meeting")
    return each(late, _give_up).report()


def _give_up(request: HostRequest) -> int:
    request, meeting = _locked(request)
    if not request.is_waiting or request.answer_by > timezone.now():
        return 0
    _settle(request)
    request.status = HostRequest.Status.PASSED
    request.save(update_fields=["status"])
    if not meeting.is_over and not meeting.is_cancelled:
        _tell(
            request,
            "events/host_answered",
            who_holds(Right.PLAN, meeting.network),
            None,
            outcome="silent",
            reason="",
        )
    return 1
