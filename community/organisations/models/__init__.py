from .organisations import Organisation, OrganisationQuerySet
from .people import Affiliation, AffiliationQuerySet
from .venues import Venue

__all__ = ["Affiliation", "AffiliationQuerySet", "Organisation", "OrganisationQuerySet", "Venue"]
