"""Asking the host something before a meeting, so that the day itself starts further on."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.live.hub import publish
from community.members.models import User
from community.networks.closing.refusing import refuse
from community.networks.queries import people_for, who_holds
from community.networks.rights import Right
from community.notifications.actions import settle, withdraw
from community.richtext.cleaning import typed

from ..meetings.models import Meeting
from ..meetings.standing import standing_of
from ..meetings.telling import tell
from .models import MeetingQuestion
from .rules import may_answer_question, may_ask_question, may_withdraw_question

MOST_OPEN = 20
LONGEST_QUESTION, LONGEST_ANSWER = 500, 1500


@transaction.atomic
def ask_question(*, actor: User, meeting: Meeting, text: str, client_id: uuid.UUID) -> MeetingQuestion:
    """Ask something beforehand; who prepares the meeting hears of it. Sent twice it exists once.

    Raises `PermissionDenied`, and `ValidationError` for an empty or too long text, or when somebody has twenty
    questions that wait for an answer.
    """
    if existing := MeetingQuestion.objects.filter(asked_by=actor.pk, client_id=client_id).first():
        return existing
    if not may_ask_question(standing_of(actor, meeting)):
        refuse(meeting.network)
    if meeting.questions.filter(asked_by=actor, answered_at=None).count() >= MOST_OPEN:
        raise ValidationError(_("Wait for an answer to your earlier questions first."))
    question = meeting.questions.create(
        text=typed(text, LONGEST_QUESTION), asked_by=actor, client_id=client_id
    )
    tell(
        "events/question",
        meeting,
        _who_answers(meeting),
        actor,
        url=question.get_absolute_url(),
        excerpt=question.text,
    )
    record(
        actor=actor, verb="events.question_asked", about=meeting, network_id=meeting.network_id,
        question=question.pk,
    )  # fmt: skip
    publish(f"meeting.{meeting.pk}", {"kind": "questions"})
    return question


def _locked(question: MeetingQuestion) -> MeetingQuestion:
    """The question as it is now; nobody answers it or takes it back meanwhile."""
    found = MeetingQuestion.objects.select_for_update(of=("self",)).select_related("meeting__network")
    return found.get(pk=question.pk)


@transaction.atomic
def answer_question(
    *, actor: User, question: MeetingQuestion, text: str, seen: str | None = None
) -> MeetingQuestion:
    """Answer a question, or answer it better. Who asked it hears of the first answer.

    `seen` is the stamp of the answer that the writer saw. Raises `PermissionDenied`, and `ValidationError` for an
    empty or too long text, or when somebody answered meanwhile.
    """
    question = _locked(question)
    meeting = question.meeting
    if not may_answer_question(standing_of(actor, meeting)):
        refuse(meeting.network)
    if seen is not None and seen != question.stamp:
        raise ValidationError(
            _("Somebody answered meanwhile. Read that answer first; yours still stands here.")
        )
    settle(kinds=["events/question"], url=question.get_absolute_url())
    first = question.answered_at is None
    question.answer, question.answered_by = typed(text, LONGEST_ANSWER), actor
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    if first and question.asked_by_id:
        tell(
            "events/question_answered",
            meeting,
            [question.asked_by],
            actor,
            url=question.get_absolute_url(),
            excerpt=question.answer,
        )
    record(
        actor=actor, verb="events.question_answered", about=meeting, network_id=meeting.network_id,
        question=question.pk,
    )  # fmt: skip
    publish(f"meeting.{meeting.pk}", {"kind": "questions"})
    return question


@transaction.atomic
def withdraw_question(*, actor: User, question: MeetingQuestion) -> None:
    """Take a question back that has no answer yet; facilitators remove any. Who was told of it is told no more.

    Raises `PermissionDenied`.
    """
    question = _locked(question)
    if not may_withdraw_question(standing_of(actor, question.meeting), question):
        raise PermissionDenied
    record(
        actor=actor, verb="events.question_withdrawn", about=question.meeting,
        network_id=question.meeting.network_id, question=question.pk,
    )  # fmt: skip
    withdraw(url=question.get_absolute_url())
    question.delete()
    publish(f"meeting.{question.meeting_id}", {"kind": "questions"})


def _who_answers(meeting: Meeting) -> QuerySet[User]:
    """The people of who receives; without any of those, the facilitators."""
    own = people_for(meeting.network, meeting.host, meeting.presented_by)
    return own if own.exists() else who_holds(Right.PLAN, meeting.network)
