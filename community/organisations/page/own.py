"""The sections that organisations have of their own."""

from dataclasses import dataclass

from ..models import Domain, Organisation, Venue
from .sections import Look, register


@dataclass(frozen=True)
class About:
    """What an organisation tells of itself, and the words for what it works on."""

    story: str
    domains: list[Domain]


@register("about", "organisations/page/_about.html")
def about(look: Look) -> About | None:
    domains = list(look.organisation.domains.all())
    return About(look.organisation.story, domains) if look.organisation.story or domains else None


@dataclass(frozen=True)
class WayIn:
    """The places where an organisation can host."""

    venues: list[Venue]
    may_edit: bool


@register("way_in", "organisations/page/_way_in.html")
def way_in(look: Look) -> WayIn | None:
    """For members; for whoever keeps the page also when there is no place yet."""
    if not look.reader.is_authenticated:
        return None
    venues = list(look.organisation.venues.select_related("sketch"))
    return WayIn(venues, look.may_edit) if venues or look.may_edit else None


@dataclass(frozen=True)
class Facts:
    """What it is and how it was called, and whether it was checked; `visitors` says whether they may see it."""

    organisation: Organisation
    is_checked: bool
    visitors: bool
    former: list[str]


@register("facts", "organisations/page/_facts.html")
def facts(look: Look) -> Facts:
    """For everyone; numbers are for members."""
    one = look.organisation
    former = list(one.former_names.values_list("name", flat=True)[:5])
    return Facts(one, one.checked_at is not None, one.public, former)
