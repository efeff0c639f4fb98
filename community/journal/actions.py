from django.db import transaction
from django.dispatch import Signal

from .models import Entry
from .stamps import touch

#: Sent after the transaction that wrote the entry. Arguments: verb, about, actor, note.
recorded = Signal()


def record(*, actor, verb: str, about, network_id: int | None = None, **note) -> Entry:
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
