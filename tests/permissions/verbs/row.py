"""What a row of the table of verbs is, and the house as its rows see it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

SIGNED = "facilitator member outsider applicant invited former other_facilitator staff"


@dataclass(frozen=True)
class Verb:
    """`may` are those of the ten people of the house who may; the others are refused and nothing is written.

    `arguments` takes the house, prepares what the verb needs and gives its arguments, all but `actor`. For who is
    `stopped` the answer is no for another reason than who they are: a sentence on the form.
    """

    name: str
    may: str
    arguments: Callable
    stopped: str = ""
    case: str = ""

    def __str__(self):
        return f"{self.name} ({self.case})" if self.case else self.name


class AsItIsNow:
    """The house, with every thing in it as the database holds it now."""

    def __init__(self, house):
        self.house = house

    def __getattr__(self, name):
        thing = getattr(self.house, name)
        return type(thing)._base_manager.get(pk=thing.pk) if isinstance(thing, Model) else thing


def once() -> uuid.UUID:
    return uuid.uuid4()
