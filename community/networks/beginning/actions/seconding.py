"""Who works where, for a network that is about a secondment."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.organisations.models import Organisation
from community.richtext.cleaning import typed

from ...models import Beginning, Secondment
from .. import rules
from .preparing import locked


@transaction.atomic
def second_somebody(
    *,
    actor: User,
    beginning: Beginning,
    sender: Organisation,
    receiver: Organisation,
    person: str,
    starts_on: date,
    ends_on: date,
) -> Secondment:
    """Say who works at which organisation, sent by which, from the first to the last day, both included.

    Both organisations take part from now on. Raises `PermissionDenied`, and `ValidationError` by field.
    """
    beginning = locked(beginning)
    if not rules.may_change(actor, beginning):
        raise PermissionDenied
    if sender == receiver:
        raise ValidationError({"receiver": _("Choose another organisation than the one that sends.")})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day comes after the first.")})
    made, _created = Secondment.objects.update_or_create(
        beginning=beginning,
        defaults={
            "sender": sender,
            "receiver": receiver,
            "person": typed(person, 80),
            "starts_on": starts_on,
            "ends_on": ends_on,
        },
    )
    beginning.organisations.add(sender, receiver)
    return made


def refuse_unfilled_secondment(beginning: Beginning) -> None:
    """A network about a secondment says who works where before it starts. Raises `ValidationError`."""
    if beginning.cooperation_form != "secondment":
        return
    made = Secondment.objects.filter(beginning=beginning).first()
    chosen = set(beginning.organisations.values_list("pk", flat=True))
    if made is None or not {made.sender_id, made.receiver_id} <= chosen:
        raise ValidationError(
            {"organisations": _("Say first who works at which organisation, and from when until when.")}
        )
