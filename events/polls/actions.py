"""Date polls: several moments, everyone says yes, if need be or no, and one of them becomes the meeting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.emails import mailable
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import hold, notify, settle
from community.richtext.cleaning import clean_text

from ..meetings.models import Attendance, Meeting
from ..meetings.queries import people_of
from ..meetings.rules import may_schedule_meeting
from ..meetings.telling import tell_network
from ..places.actions.answers import seat_all
from ..scheduling.actions import schedule_meeting
from .choices import Moment, add, change_moments, check
from .models import DatePoll, PollOption, Vote, Voter
from .queries import full
from .rules import may_see_poll

MOST_VOTERS = 500


@transaction.atomic
def start_poll(
    *,
    actor: User,
    network: Network,
    title: str,
    options: list[Moment | tuple],
    closes_on: date,
    note: str = "",
    only_members: bool = False,
) -> DatePoll:
    """Ask a network which moment suits. `options` are moments, or the values of one.

    What is sent twice is one poll. Raises `PermissionDenied`, and `ValidationError` for moments that cannot be.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    if not may_schedule_meeting(actor, network):
        raise PermissionDenied
    moments = [Moment(*option) for option in options]
    check(moments)
    if same := _same_poll(actor, network, title, only_members, moments):
        return same
    poll = DatePoll.objects.create(
        network=network,
        title=title,
        note=note,
        closes_on=closes_on,
        only_members=only_members,
        created_by=actor,
    )
    add(poll, moments)
    record(actor=actor, verb="events.poll_started", about=poll, network_id=network.pk)
    _tell(poll, "events/poll", people_of(network), actor)
    return poll


def _locked(poll: DatePoll) -> DatePoll:
    return (
        DatePoll.objects.select_for_update(of=("self",)).select_related("network", "meeting").get(pk=poll.pk)
    )


def _same_poll(
    actor: User, network: Network, title: str, only_members: bool, moments: list[Moment]
) -> DatePoll | None:
    """What this person just asked, of the same people."""
    wanted = {(moment.starts_at, moment.ends_at) for moment in moments}
    for poll in network.polls.filter(created_by=actor, title=title, only_members=only_members, meeting=None):
        if set(poll.options.values_list("starts_at", "ends_at")) == wanted:
            return poll
    return None


def _tell(poll: DatePoll, kind: str, people: Iterable[User], actor: User | None, **data: Any) -> None:
    notify(
        kind=kind,
        to=people,
        actor=actor,
        url=poll.get_absolute_url(),
        audience=poll.network.audience,
        data={"title": poll.title, "by": poll.closes_on.isoformat(), **data},
    )


@transaction.atomic
def change_poll(
    *,
    actor: User,
    poll: DatePoll,
    title: str,
    note: str,
    closes_on: date,
    moments: list[Moment],
    only_members: bool = False,
    out: frozenset[int] | set[int] = frozenset(),
) -> DatePoll:
    """Change a poll that is not decided. What is neither in `moments` nor `out` (keys) stays as it is.

    A moment that somebody voted for stays where it is: it can only be taken out, with its votes. Who voted hears of
    moments that are new or gone. Raises `PermissionDenied`, `HasVotes`, `ValidationError`.
    """
    poll = _locked(poll)
    if not may_schedule_meeting(actor, poll.network) or poll.meeting_id:
        raise PermissionDenied
    fields = {"title": title, "note": note, "closes_on": closes_on, "only_members": only_members}
    changed = [name for name, value in fields.items() if getattr(poll, name) != value]
    for name in changed:
        setattr(poll, name, fields[name])
    poll.save(update_fields=changed)
    places = dict(poll.options.values_list("pk", "capacity"))
    added, gone = change_moments(poll, moments, out)
    if not (changed or added or gone) and places == dict(poll.options.values_list("pk", "capacity")):
        return poll
    record(actor=actor, verb="events.poll_changed", about=poll, network_id=poll.network_id)
    if added or gone:
        voted = User.objects.filter(pk__in=poll.voters.filter(user__isnull=False).values("user"))
        _tell(poll, "events/poll_changed", voted, actor, added=added, gone=gone)
    return poll


@transaction.atomic
def vote(
    *,
    poll: DatePoll,
    answers: dict[int, str],
    actor: User | None = None,
    key: str = "",
    name: str = "",
    email: str = "",
) -> Voter:
    """Say of each option (by its id) yes, if need be or no. Without an account by name; `key` changes a vote.

    Raises `PermissionDenied` for who does not take part when that is asked, and `ValidationError` when the poll is
    closed, an option is full, or a name is missing.
    """
    poll = _locked(poll)
    if not may_see_poll(actor or AnonymousUser(), poll):
        raise PermissionDenied
    if not poll.is_open:
        raise ValidationError(_("This poll is closed."))
    voter = _voter(poll, actor, key, " ".join(clean_text(name).split())[:80], email)
    options = {option.pk: option for option in poll.options.all()}
    for pk, answer in answers.items():
        if pk not in options:
            raise ValidationError(_("This moment is no longer there. Look again."))
        answer = Vote.Answer(answer)
        if answer == Vote.Answer.YES and full(options[pk], besides=voter):
            raise ValidationError(_("One of the moments you chose is full."))
        Vote.objects.update_or_create(voter=voter, option=options[pk], defaults={"answer": answer})
    voter.voted_at = timezone.now()
    voter.save(update_fields=["voted_at"])
    if actor is not None:
        settle(kinds=["events/poll", "events/poll_reminder"], url=poll.get_absolute_url(), people=[actor.pk])
    return voter


def _voter(poll: DatePoll, actor: User | None, key: str, name: str, email: str) -> Voter:
    if actor is not None:
        voter, _created = Voter.objects.get_or_create(poll=poll, user=actor, defaults={"name": actor.name})
        return voter
    if key:
        if found := poll.voters.filter(key=key, user=None).first():
            return found
        raise ValidationError(_("This link is not complete. Vote anew with your name."))
    if not name:
        raise ValidationError(_("Say who you are."))
    if poll.voters.count() >= MOST_VOTERS:
        raise ValidationError(_("This poll is closed."))
    return Voter.objects.create(poll=poll, name=name, email=mailable(email) if email else "")


@transaction.atomic
def remind_voters(*, actor: User, poll: DatePoll) -> int:
    """Remind who takes part and has not voted. Returns how many. Raises `PermissionDenied`."""
    poll = _locked(poll)
    if not may_schedule_meeting(actor, poll.network) or not poll.is_open:
        raise PermissionDenied
    voted = poll.voters.filter(user__isnull=False).values("user")
    waiting = list(people_of(poll.network).exclude(pk__in=voted))
    _tell(poll, "events/poll_reminder", waiting, actor)
    return len(waiting)


@transaction.atomic
def choose(*, actor: User, poll: DatePoll, option: PollOption, **fields: Any) -> Meeting:
    """End a poll: the chosen moment becomes a meeting. Who said yes to it comes, the others are invited.

    Raises `PermissionDenied`, what `schedule_meeting` does, and `ValidationError` when somebody took the moment out
    meanwhile.
    """
    poll = _locked(poll)
    if not may_schedule_meeting(actor, poll.network) or option.poll_id != poll.pk:
        raise PermissionDenied
    if poll.meeting:
        return poll.meeting
    chosen = poll.options.filter(pk=option.pk).first()
    if chosen is None:
        raise ValidationError(
            _("This moment was taken out of the poll. Look at it again and choose another one.")
        )
    meeting = schedule_meeting(
        actor=actor,
        network=poll.network,
        title=poll.title,
        summary=poll.note,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        time_zone=poll.time_zone,
        invite=False,
        **{"mode": Meeting.Mode.IN_PERSON, "capacity_in_person": chosen.capacity, **fields},
    )
    poll.meeting = meeting
    poll.save(update_fields=["meeting"])
    settle(kinds=["events/poll", "events/poll_reminder"], url=poll.get_absolute_url())
    people = people_of(poll.network)
    coming = _give_places(meeting, chosen, people)
    if not meeting.is_over:
        hold(people.values_list("pk", flat=True))
        tell_network("events/poll_decided", meeting, people.filter(pk__in=coming), actor)
        tell_network("events/invited", meeting, people.exclude(pk__in=coming), actor)
    return meeting


def _give_places(meeting: Meeting, option: PollOption, people: QuerySet[User]) -> list[int]:
    """Who said yes to this moment comes, in the order in which they voted. Returns the keys of who has a place."""
    answers = Attendance.Answer
    answer = answers.ONLINE if meeting.mode == Meeting.Mode.ONLINE else answers.IN_PERSON
    said = option.votes.filter(answer=Vote.Answer.YES, voter__user__in=people).order_by("voter__voted_at")
    seat_all(
        meeting, [vote.voter.user for vote in said.select_related("voter__user") if vote.voter.user], answer
    )
    return list(meeting.attendances.coming(answer).filter(user__isnull=False).values_list("user", flat=True))
