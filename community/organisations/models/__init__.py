"""Every table of organisations, each beside the ideas it belongs to; this module only imports them."""

from .contacts import Contact, ContactQuerySet
from .domains import Domain
from .organisations import Organisation, OrganisationQuerySet
from .people import Affiliation, AffiliationQuerySet
from .venues import Venue

__all__ = [
    "Affiliation",
    "AffiliationQuerySet",
    "Contact",
    "ContactQuerySet",
    "Domain",
    "Organisation",
    "OrganisationQuerySet",
    "Venue",
]
