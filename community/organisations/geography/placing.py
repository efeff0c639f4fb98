from ..models import Organisation
from .towns import find_town


def put_on_map(organisation: Organisation) -> None:
    """An organisation without a venue lies where its municipality is; nowhere when we do not know that one."""
    town = find_town(organisation.municipality)
    organisation.latitude = town.latitude if town else None
    organisation.longitude = town.longitude if town else None
