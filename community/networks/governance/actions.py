import uuid
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.journal.actions import record
from community.members.models import User
from community.organisations.models import Organisation

from ..models import Decision, Governance, Network
from ..settings.actions import write_down
from .rules import may_change_governance, may_write_decision

Kind = Governance.Kind


@transaction.atomic
def change_governance(
    *,
    actor: User,
    network: Network,
    kind: str,
    lead: Organisation | None = None,
    legal_form: str = "",
    board: list[str] | None = None,
) -> Governance:
    """Say who decides in the network; what does not belong to that kind is left out. Kept with history.

    Raises `PermissionDenied`, and `ValidationError` by field for a lead that is no member or a body without a form.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_change_governance(actor, network):
        raise PermissionDenied
    if kind == Kind.LEAD and (lead is None or lead not in network.current_organisations):
        raise ValidationError({"lead": _("Choose a member of the network.")})
    if kind == Kind.SEPARATE and not legal_form:
        raise ValidationError({"legal_form": _("Fill in its legal form, such as a cooperative.")})
    governance, _made = Governance.objects.get_or_create(network=network)
    before = _in_words(governance)
    governance.kind = kind
    governance.lead = lead if kind == Kind.LEAD else None
    separate = kind == Kind.SEPARATE
    governance.legal_form, governance.board = (legal_form, list(board or [])) if separate else ("", [])
    governance.full_clean()
    governance.save()
    after = _in_words(governance)
    if before != after:
        write_down(actor=actor, network=network, field="governance", was=before, now=after)
    return governance


def _in_words(governance: Governance) -> str:
    """What stands in the history: the key of the kind, and what belongs to it on lines of its own."""
    own = [governance.lead.name] if governance.lead else [governance.legal_form, *governance.board]
    return "\n".join([governance.kind, *filter(None, own)])


@transaction.atomic
def write_decision(
    *, actor: User, network: Network, text: str, on: date, mandate: str, client_id: uuid.UUID
) -> Decision:
    """Write down what was decided, on which day and by whose mandate. Sent twice it exists once.

    Raises `PermissionDenied`, and `ValidationError` for a day to come.
    """
    if existing := Decision.objects.filter(written_by=actor.pk, client_id=client_id).first():
        return existing
    network = Network.objects.select_for_update().get(pk=network.pk)
    if not may_write_decision(actor, network):
        raise PermissionDenied
    if on > timezone.localdate():
        raise ValidationError({"on": _("Choose a day that has come.")})
    made, created = Decision.objects.get_or_create(
        written_by=actor,
        client_id=client_id,
        defaults={"network": network, "text": text, "on": on, "mandate": mandate},
    )
    if created:
        record(actor=actor, verb="networks.decided", about=made, network_id=network.pk)
    return made
