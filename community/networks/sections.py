"""What the page of an organisation shows of its networks."""

from dataclasses import dataclass

from community.organisations.page.sections import Look, register

from .models import Membership, Network


@dataclass(frozen=True)
class Together:
    """The networks of an organisation that the reader may know about, with since when."""

    memberships: list[Membership]


@register("together", "networks/_together.html")
def together(look: Look) -> Together | None:
    """For everyone."""
    known = Network.objects.visible_to(look.reader)
    current = look.organisation.memberships.current().filter(network__in=known)
    found = list(current.select_related("network").order_by("network__folded", "pk"))
    return Together(found) if found else None
