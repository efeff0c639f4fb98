"""Date polls: several moments, everyone says yes, if need be or no, and one of them becomes the meeting."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.addresses import mailable
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify
from community.richtext.cleaning import clean_text

from .. import rules
from ..models import DatePoll, Meeting, PollOption, Vote, Voter
from .scheduling import people_of, schedule_meeting

MOST_OPTIONS, MOST_VOTERS = 40, 500


@transaction.atomic
def start_poll(
    *,
    actor: User,
    network: Network,
    title: str,
    options: list[tuple[datetime, datetime, int | None]],
    closes_on: date,
    note: str = "",
) -> DatePoll:
    """Ask a network which moment suits. `options` are aware moments (start, end) and how many can come (or None)."""
    if not rules.may_schedule_meeting(actor, network):
        raise PermissionDenied
    poll = DatePoll.objects.create(
        network=network, title=title, note=note, closes_on=closes_on, created_by=actor,
        time_zone=timezone.get_default_timezone_name(),
    )  # fmt: skip
    _set_options(poll, options)
    record(actor=actor, verb="events.poll_started", about=poll, network_id=network.pk)
    _tell(poll, "events/poll", people_of(network), actor)
    return poll


def _tell(poll: DatePoll, kind: str, people, actor: User | None) -> None:
    notify(
        kind=kind,
        to=people,
        actor=actor,
        url=poll.get_absolute_url(),
        audience=poll.network.audience,
        data={"title": poll.title, "by": poll.closes_on.isoformat()},
    )


def _set_options(poll: DatePoll, options) -> None:
    """Keep what is still there with its votes; add what is new; remove the rest."""
    if not options:
        raise ValidationError(_("Give at least one moment to choose from."))
    if len(options) > MOST_OPTIONS:
        raise ValidationError(_("Give at most %(most)d moments.") % {"most": MOST_OPTIONS})
    if any(ends_at <= starts_at for starts_at, ends_at, _capacity in options):
        raise ValidationError(_("A meeting ends after it starts."))
    wished = {starts_at: (ends_at, capacity) for starts_at, ends_at, capacity in options}
    known = {option.starts_at: option for option in poll.options.all()}
    for starts_at, option in known.items():
        if starts_at not in wished:
            option.delete()
    for starts_at, (ends_at, capacity) in wished.items():
        option = known.get(starts_at) or PollOption(poll=poll, starts_at=starts_at)
        option.ends_at, option.capacity = ends_at, capacity
        option.save()


@transaction.atomic
def change_poll(*, actor: User, poll: DatePoll, title: str, note: str, closes_on: date, options) -> DatePoll:
    """Change a poll that is not decided. Votes stay with the moment they were given for."""
    poll = DatePoll.objects.select_for_update(of=("self",)).select_related("network").get(pk=poll.pk)
    if not rules.may_schedule_meeting(actor, poll.network) or poll.meeting_id:
        raise PermissionDenied
    poll.title, poll.note, poll.closes_on = title, note, closes_on
    poll.save()
    _set_options(poll, options)
    record(actor=actor, verb="events.poll_changed", about=poll, network_id=poll.network_id)
    return poll


def full(option: PollOption, besides: Voter | None = None) -> bool:
    """Whether as many people said yes as can come then."""
    if option.capacity is None:
        return False
    votes = option.votes.filter(answer=Vote.Answer.YES)
    return (
        votes.exclude(voter=besides).count() >= option.capacity
        if besides
        else votes.count() >= option.capacity
    )


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

    Raises `ValidationError` when the poll is closed, an option is full, or a name is missing.
    """
    poll = DatePoll.objects.select_for_update(of=("self",)).select_related("network").get(pk=poll.pk)
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
    return voter


def _voter(poll: DatePoll, actor: User | None, key: str, name: str, email: str) -> Voter:
    if actor is not None:
        voter, _created = Voter.objects.get_or_create(poll=poll, user=actor, defaults={"name": actor.name})
        return voter
    if key:
        voter = poll.voters.filter(key=key, user=None).first()
        if voter is None:
            raise ValidationError(_("This link is not complete. Vote anew with your name."))
        return voter
    if not name:
        raise ValidationError(_("Say who you are."))
    if poll.voters.count() >= MOST_VOTERS:
        raise ValidationError(_("This poll is closed."))
    return Voter.objects.create(poll=poll, name=name, email=mailable(email) if email else "")


def tally(poll: DatePoll) -> list[dict]:
    """The options with their votes, and `best` on those with most yes (if need be decides between equals)."""
    options = list(poll.options.prefetch_related("votes"))
    rows = []
    for option in options:
        given = [vote.answer for vote in option.votes.all()]
        count = {answer.value: given.count(answer) for answer in Vote.Answer}
        taken = option.capacity is not None and count["yes"] >= option.capacity
        rows.append({"option": option, "full": taken, "best": False, **count})
    most = max(((row["yes"], row["if_need_be"]) for row in rows), default=(0, 0))
    for row in rows:
        row["best"] = (row["yes"], row["if_need_be"]) == most and most > (0, 0)
    return rows


@transaction.atomic
def remind_voters(*, actor: User, poll: DatePoll) -> int:
    """Remind who takes part and has not voted. Returns how many."""
    if not rules.may_schedule_meeting(actor, poll.network) or not poll.is_open:
        raise PermissionDenied
    voted = poll.voters.filter(user__isnull=False).values("user")
    waiting = list(people_of(poll.network).exclude(pk__in=voted))
    _tell(poll, "events/poll_reminder", waiting, actor)
    return len(waiting)


@transaction.atomic
def choose(*, actor: User, poll: DatePoll, option: PollOption, **fields) -> Meeting:
    """End a poll: the chosen moment becomes a meeting, everyone is invited. Raises as `schedule_meeting` does."""
    poll = (
        DatePoll.objects.select_for_update(of=("self",)).select_related("network", "meeting").get(pk=poll.pk)
    )
    if not rules.may_schedule_meeting(actor, poll.network) or option.poll_id != poll.pk:
        raise PermissionDenied
    if poll.meeting:
        return poll.meeting
    meeting = schedule_meeting(
        actor=actor,
        network=poll.network,
        title=poll.title,
        summary=poll.note,
        starts_at=option.starts_at,
        ends_at=option.ends_at,
        time_zone=poll.time_zone,
        **{"mode": Meeting.Mode.IN_PERSON, "capacity_in_person": option.capacity, **fields},
    )
    poll.meeting = meeting
    poll.save(update_fields=["meeting"])
    return meeting
