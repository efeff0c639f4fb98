"""What people thought of a meeting and took home: the pulse, the inspiration note, a word of thanks."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Participant
from community.notifications.actions import notify, settle
from community.richtext.cleaning import clean_text, typed
from community.rows import each

from ..meetings import moments
from ..meetings.models import Meeting
from ..meetings.standing import WAS_THERE, standing_of
from .models import FirstMet, Inspiration, PulseAnswer, PulseGiven, ThankYou
from .queries import note_address
from .rules import may_reflect

INSPIRATION_RETURNS = timedelta(weeks=6)
PULSE_AFTER, PULSE_UNTIL = timedelta(hours=18), timedelta(days=7)


@transaction.atomic
def give_pulse(
    *,
    actor: User,
    meeting: Meeting,
    useful: int,
    safe: int,
    applies: int,
    text: str = "",
    met: Iterable[User] = (),
) -> None:
    """Answer the three fixed questions, 1 to 5, and the open one. Once; nothing links the answer to who gave it.

    Raises `PermissionDenied`, and `ValidationError` for other numbers or a second answer.
    """
    if not may_reflect(standing_of(actor, meeting)):
        raise PermissionDenied
    if any(score not in range(1, 6) for score in (useful, safe, applies)):
        raise ValidationError(_("Choose a number from 1 to 5 for every question."))
    _given, created = PulseGiven.objects.get_or_create(meeting=meeting, user=actor)
    if not created:
        raise ValidationError(_("You answered already. Thank you."))
    text = clean_text(text).strip()[:1000]
    PulseAnswer.objects.create(meeting=meeting, useful=useful, safe=safe, applies=applies, text=text)
    settle(kinds=["events/pulse"], url=reverse("events:reflect", args=[meeting.pk]), people=[actor.pk])
    there = set(meeting.attendances.filter(WAS_THERE).values_list("user_id", flat=True))
    for person in met:
        if person.pk in there and person.pk != actor.pk:
            FirstMet.objects.get_or_create(user=actor, met=person, defaults={"meeting": meeting})


@task()
def ask_pulse() -> int:
    """Ask who was at a meeting of the last days to look back, a day after it. Safe to run twice."""
    now = timezone.now()
    over = Meeting.objects.filter(
        pulse_asked_at=None, network__isnull=False, ends_at__range=(now - PULSE_UNTIL, now - PULSE_AFTER)
    ).exclude(status=Meeting.Status.CANCELLED)
    return each(over.select_related("network"), _ask_pulse_of).report()


def _ask_pulse_of(meeting: Meeting) -> int:
    asked = Meeting.objects.filter(pk=meeting.pk, pulse_asked_at=None).update(pulse_asked_at=timezone.now())
    if not asked:
        return 0
    there = meeting.attendances.filter(WAS_THERE, user__isnull=False).exclude(
        user__in=meeting.pulse_given.values("user")
    )
    people = [place.user for place in there.select_related("user") if place.user]
    notify(
        kind="events/pulse",
        to=people,
        actor=None,
        url=reverse("events:reflect", args=[meeting.pk]),
        audience=meeting.audience,
        data={"title": meeting.title, "day": meeting.local_start.date().isoformat(), "pk": meeting.pk},
    )
    return len(people)


@transaction.atomic
def take_home(*, actor: User, meeting: Meeting, text: str) -> Inspiration | None:
    """Write down what one takes home, for oneself; empty forgets it. It comes back six weeks after the meeting.

    Raises `PermissionDenied`.
    """
    if not may_reflect(standing_of(actor, meeting)):
        raise PermissionDenied
    text = clean_text(text).strip()[:1000]
    if not text:
        Inspiration.objects.filter(user=actor, meeting=meeting).delete()
        _settle(meeting, actor)
        return None
    note, _created = Inspiration.objects.update_or_create(
        user=actor,
        meeting=meeting,
        defaults={"text": text, "comes_back_on": (meeting.ends_at + INSPIRATION_RETURNS).date()},
    )
    return note


@transaction.atomic
def answer_note(*, actor: User, meeting: Meeting, became: str, shown: bool = False) -> Inspiration:
    """Say what came of what one took home, as often as one wants; `shown` lets who leads the meeting read it.

    Nothing is asked of them any more. Raises `PermissionDenied`, and `ValidationError` without a note or an answer.
    """
    note = Inspiration.objects.select_for_update().filter(user=actor.pk, meeting=meeting).first()
    if not may_reflect(standing_of(actor, meeting)):
        raise PermissionDenied
    if note is None:
        raise ValidationError(_("Your note is gone: you emptied it in another window."))
    note.became, note.shown = typed(became.strip(), 1000), shown
    note.save(update_fields=["became", "shown"])
    _settle(meeting, actor)
    return note


def _settle(meeting: Meeting, person: User) -> None:
    """What came of it is no longer asked of this person."""
    settle(kinds=["events/inspiration"], url=note_address(meeting.pk), people=[person.pk])


@task()
def bring_back_inspiration() -> int:
    """Notes of six weeks ago return to who wrote them. Safe to run twice. Returns how many."""
    due = Inspiration.objects.filter(came_back_at=None, comes_back_on__lte=moments.today())
    return each(due.select_related("user", "meeting__network"), _bring_back).report()


def _bring_back(note: Inspiration) -> int:
    claimed = Inspiration.objects.filter(pk=note.pk, came_back_at=None).update(came_back_at=timezone.now())
    if not claimed:
        return 0
    notify(
        kind="events/inspiration",
        to=[note.user],
        actor=None,
        url=note_address(note.meeting_id),
        audience=f"person:{note.user_id}",
        data={"title": note.meeting.title},
        excerpt=note.text,
    )
    return 1


@transaction.atomic
def thank_host(*, actor: User, meeting: Meeting, text: str) -> ThankYou:
    """Thank the host, once; the people of the host hear of it. Raises `PermissionDenied`, `ValidationError`."""
    if not may_reflect(standing_of(actor, meeting)) or not meeting.host_id:
        raise PermissionDenied
    text = typed(" ".join(text.split()), 300)
    try:
        with transaction.atomic():
            thanks = ThankYou.objects.create(meeting=meeting, author=actor, text=text)
    except IntegrityError:
        raise ValidationError(_("You thanked the host already.")) from None
    record(actor=actor, verb="events.thanked", about=meeting, network_id=meeting.network_id)
    hosts = Participant.objects.active().filter(network=meeting.network_id, organisation=meeting.host_id)
    notify(
        kind="events/thanks",
        to=User.objects.filter(participations__in=hosts),
        actor=actor,
        url=f"{meeting.get_absolute_url()}#thanks",
        audience=meeting.audience,
        data={"title": meeting.title},
        excerpt=text,
    )
    return thanks
