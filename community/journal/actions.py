from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from django.dispatch import Signal

from community.kept.stamps import touch

from .models import Entry

if TYPE_CHECKING:
    from community.members.models import User

#: Sent after the transaction that wrote the entry. Arguments: verb, about, actor, note.
recorded = Signal()


def record(
    *, actor: "User | None", verb: str, about: Model, network_id: int | None = None, **note: Any
) -> Entry:
    """Write down what happened; rooms on higher floors hear of it through `recorded` once it is certain."""
    entry = Entry.objects.create(
        actor=actor if getattr(actor, "pk", None) else None,
        verb=verb,
        about_model=about._meta.label,
        about_id=about.pk,
        network_id=network_id,
        note=note,
    )
    touch("house", *([f"network.{network_id}"] if network_id else []))
    transaction.on_commit(
        lambda: recorded.send(sender=type(about), verb=verb, about=about, actor=actor, note=note)
    )
    return entry


def was_recorded(*, actor: "User", verb: str, about: Model, **note: Any) -> bool:
    """Whether somebody did this already, as it would be written down now."""
    done = Entry.objects.filter(verb=verb, about_model=about._meta.label, about_id=about.pk, actor=actor)
    return done.filter(note=note).exists()
