from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.journal.models import Entry
from community.kept.stamps import touch
from community.live.hub import recheck
from community.members.models import User

from .. import signals
from ..models import Network, Participant
from ..rights import Role
from ..rules import is_last_facilitator
from .rules import may_become, may_change_role

UNDONE_WITHIN = timedelta(days=1)
LONGEST = timedelta(days=3 * 366)


@transaction.atomic
def change_role(
    *, actor: User, participant: Participant, role: str, until: date | None = None
) -> Participant:
    """Give somebody who takes part a role, from today until a day (exclusive) on which they are a participant again.

    They hear of another role. The same role until the same day changes nothing. Raises `PermissionDenied`, and
    `ValidationError` for the last facilitator and for a day that is past.
    """
    network, participant = _locked(participant)
    if role not in Role.values or not may_change_role(actor, participant):
        raise PermissionDenied
    if not may_become(participant, Role(role)):
        raise PermissionDenied
    if (participant.role, participant.role_until) == (role, until):
        return participant
    if until is not None and not timezone.localdate() < until <= timezone.localdate() + LONGEST:
        raise ValidationError({"until": _("Choose a day after today, within three years.")})
    if is_last_facilitator(participant, network) and (role != Role.FACILITATOR or until):
        raise ValidationError(_("Name somebody else as facilitator first."))
    return give_role(participant, role, until, actor)


def _locked(participant: Participant) -> tuple[Network, Participant]:
    """The network, locked so that its facilitators cannot leave it one by one at once, and the person in it."""
    network = Network.objects.select_for_update().get(pk=participant.network_id)
    participant = Participant.objects.select_related("user").get(pk=participant.pk)
    participant.network = network
    return network, participant


def give_role(participant: Participant, role: str, until: date | None, actor: User | None) -> Participant:
    """Somebody has a role from today until a day. Called by actions that checked the right to give it."""
    was, was_until = participant.role, participant.role_until
    if role != was:
        participant.role_since = timezone.localdate()
    participant.role, participant.role_until = role, until
    participant.save(update_fields=["role", "role_since", "role_until"])
    record(
        actor=actor,
        verb="networks.role_changed",
        about=participant,
        network_id=participant.network_id,
        was=was,
        now=role,
        was_until=was_until and was_until.isoformat(),
        until=until and until.isoformat(),
    )
    if role != was:
        signals.role_changed.send(sender=Participant, participant=participant, was=was, actor=actor)
    touch(f"reader.{participant.user_id}")
    recheck(participant.user_id)
    return participant


@transaction.atomic
def take_role_back(*, actor: User, participant: Participant) -> Participant:
    """Undo one's own last change of a role, within a day, when nobody changed it since.

    Raises `PermissionDenied`, and `ValidationError` for the last facilitator.
    """
    _network, participant = _locked(participant)
    last = Entry.objects.filter(
        verb="networks.role_changed", about_model=participant._meta.label, about_id=participant.pk
    ).first()
    if last is None or last.actor_id != actor.pk or timezone.now() - last.at > UNDONE_WITHIN:
        raise PermissionDenied
    if participant.role != last.note["now"]:
        return participant
    day = last.note["was_until"]
    until = date.fromisoformat(day) if day else None
    if until and until <= timezone.localdate():
        until = None
    return change_role(actor=actor, participant=participant, role=last.note["was"], until=until)


def ended_roles() -> QuerySet[Participant]:
    """Who has a role of which the last day has come."""
    parts = Participant.objects.active().filter(role_until__lte=timezone.localdate())
    return parts.select_related("user", "network")


@transaction.atomic
def end_role(participant: Participant) -> int:
    """Who had a role until today is a participant again; the last facilitator stays one. Returns 1 for who was."""
    network, participant = _locked(participant)
    if participant.role_until is None or participant.role_until > timezone.localdate():
        return 0
    if is_last_facilitator(participant, network):
        participant.role_until = None
        participant.save(update_fields=["role_until"])
        return 0
    give_role(participant, Role.MEMBER, None, None)
    return 1
