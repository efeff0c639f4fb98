"""Every table of organisations, each beside the ideas it belongs to; this module only imports them."""

from .contacts import Contact, ContactQuerySet
from .domains import Domain
from .facilities import Facility, FacilityRequest
from .former import FormerName
from .organisations import Organisation, OrganisationQuerySet
from .people import Affiliation, AffiliationQuerySet
from .venues import Venue
from .working import Claim, Departure, PassOn

__all__ = [
    "Affiliation",
    "AffiliationQuerySet",
    "Claim",
    "Contact",
    "ContactQuerySet",
    "Departure",
    "Domain",
    "Facility",
    "FacilityRequest",
    "FormerName",
    "Organisation",
    "OrganisationQuerySet",
    "PassOn",
    "Venue",
]
