"""Rooms and equipment that others may ask for, on the page of an organisation."""

from dataclasses import dataclass

from ..models import Facility, FacilityRequest
from ..page.sections import Look, register
from .queries import to_come


@dataclass(frozen=True)
class Row:
    """One of them, with what the reader asked for it, or what everybody asked for who keeps it."""

    facility: Facility
    requests: list[FacilityRequest]


@dataclass(frozen=True)
class Facilities:
    """What can be asked for; `may_keep` says whether the reader keeps them."""

    rows: list[Row]
    may_keep: bool


@register("facilities", "organisations/facilities/_facilities.html")
def facilities(look: Look) -> Facilities | None:
    """For members; for who keeps them also when there is nothing yet."""
    if not look.reader.is_authenticated:
        return None
    keeps = look.may_edit  # who keeps the page keeps them
    found = list(look.organisation.facilities.filter(**({} if keeps else {"offered": True})))
    if not found and not keeps:
        return None
    asked = to_come(found)
    if not keeps:
        asked = asked.filter(asked_by=look.reader)
    rows = list(asked)
    return Facilities([Row(one, [ask for ask in rows if ask.facility_id == one.pk]) for one in found], keeps)
