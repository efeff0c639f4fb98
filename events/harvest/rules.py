"""Who gathers what a network learned, and who answers for their own words."""

from community.members.models import Anyone
from community.networks.models import Network
from community.networks.rights import Right
from community.networks.rules import has_right, takes_part

from ..meetings.rules import may_schedule_meeting
from .models import Harvest, Passage


def may_harvest(user: Anyone, network: Network) -> bool:
    """Facilitators gather what a network learned."""
    return may_schedule_meeting(user, network)


def may_see_harvest(user: Anyone, harvest: Harvest) -> bool:
    """Facilitators, and whoever is asked whether their words may be used."""
    if has_right(user, harvest.network, Right.PLAN):
        return True
    return takes_part(user, harvest.network) and harvest.passages.filter(contributor=user.pk).exists()


def may_answer_passage(user: Anyone, passage: Passage) -> bool:
    """Only who wrote it, as long as there is no article yet."""
    return (
        user.is_authenticated
        and user.is_active
        and passage.contributor_id == user.pk
        and passage.harvest.page_id is None
        and takes_part(user, passage.harvest.network)
    )
