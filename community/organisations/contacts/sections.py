"""Whom to ask, on the page of an organisation."""

from dataclasses import dataclass

from community.members.models import User

from ..page.sections import Look, register
from .queries import Colleague, colleagues, contacts_of, first_of, there_now


@dataclass(frozen=True)
class Contacts:
    """Who the reader may know there, and how many others there are.

    `ask` is the one to turn to: the first contact or who acts for them, when that is somebody else than the reader.
    """

    people: list[Colleague]
    hidden: int
    ask: User | None
    may_edit: bool


@register("contacts", "organisations/contacts/_contacts.html")
def contacts(look: Look) -> Contacts | None:
    """For members."""
    if not look.reader.is_authenticated:
        return None
    by_role = contacts_of(look.organisation)
    people = colleagues(look.reader, look.organisation, by_role)
    known = [one.person for one in people]
    first = first_of(by_role)
    ask = first if first in known and first != look.reader else None
    return Contacts(people, there_now(look.organisation).count() - len(people), ask, look.may_edit)
