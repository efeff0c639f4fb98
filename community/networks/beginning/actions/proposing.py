"""Who may not start a network proposes one; staff answer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.models import User
from community.richtext.cleaning import typed

from ... import signals
from ...models import Beginning
from .. import rules
from .preparing import locked
from .seconding import refuse_unfilled_secondment
from .starting import open_network

LONGEST_ANSWER = 600


@transaction.atomic
def propose(*, actor: User, beginning: Beginning) -> Beginning:
    """Ask staff to let this network begin. Asking twice changes nothing.

    Raises `PermissionDenied`, and `ValidationError` for a secondment that does not say who works where.
    """
    beginning = locked(beginning)
    if beginning.status == Beginning.Status.PROPOSED and beginning.owner_id == actor.pk:
        return beginning
    if not rules.may_change(actor, beginning):
        raise PermissionDenied
    refuse_unfilled_secondment(beginning)
    beginning.status = Beginning.Status.PROPOSED
    beginning.answer, beginning.answered_by = "", None
    beginning.save(update_fields=["status", "answer", "answered_by", "changed_at"])
    record(actor=actor, verb="networks.proposed", about=beginning)
    signals.network_proposed.send(sender=Beginning, beginning=beginning, actor=actor)
    touch(f"reader.{actor.pk}")
    return beginning


@transaction.atomic
def answer_proposal(*, actor: User, beginning: Beginning, approve: bool, answer: str = "") -> Beginning:
    """Let a proposed network begin, with who proposed it as its facilitator, or decline with a sentence.

    Who proposed it hears of it, and changes and proposes it again after a no; nobody is invited by this. Raises
    `PermissionDenied`, and `ValidationError` without a sentence for a no, or when it was answered already.
    """
    if not rules.may_answer_proposal(actor):
        raise PermissionDenied
    beginning = locked(beginning)
    if beginning.status != Beginning.Status.PROPOSED:
        raise ValidationError(_("Somebody else answered this already."))
    if approve:
        beginning.answer, beginning.answered_by = answer[:LONGEST_ANSWER], actor
        open_network(actor=actor, beginning=beginning)
    else:
        if not answer.strip():
            raise ValidationError(_("Write what they will read. Say also what is possible."))
        beginning.answer = typed(answer, LONGEST_ANSWER)
        beginning.answered_by, beginning.status = actor, Beginning.Status.DECLINED
        beginning.save(update_fields=["answer", "answered_by", "status", "changed_at"])
    record(
        actor=actor,
        verb="networks.proposal_answered",
        about=beginning,
        network_id=beginning.network_id,
        approved=approve,
    )
    signals.proposal_answered.send(sender=Beginning, beginning=beginning, actor=actor)
    touch(f"reader.{beginning.owner_id}")
    return beginning
