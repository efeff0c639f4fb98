from django.db import transaction
from django.dispatch import Signal

from .models import Entry

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
    transaction.on_commit(
        lambda: recorded.send(sender=type(about), verb=verb, about=about, actor=actor, note=note)
    )
    return entry
