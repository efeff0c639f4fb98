"""How far people travel, in minutes on the road.

The planner counts kilometres in a straight line. People think in minutes: a road is taken to be 1.3 times the
straight line, at 50 km an hour on average. Both are our assumptions, to compare plans with, not to plan a journey.
"""

from datetime import date, timedelta

from community.networks.models import Network
from community.organisations.models import Organisation, Venue

from ..meetings.models import Meeting
from ..rotation.problem import Venue as Place
from ..rotation.problem import great_circle_km

DETOUR, KM_PER_HOUR = 1.3, 50
YEAR = timedelta(days=366)


def minutes(km: float) -> int:
    """Whole minutes on the road for kilometres in a straight line."""
    return round(km * DETOUR / KM_PER_HOUR * 60)


def per_meeting(travel_km: dict[str, float], meetings: int) -> dict[str, int]:
    """Minutes one way that each organisation travels for a meeting, on average; its own meetings count as 0."""
    return {key: minutes(km / meetings) if meetings else 0 for key, km in travel_km.items()}


def year_before(network: Network, day: date, organisations: list[Organisation]) -> dict[int, int]:
    """Minutes one way for a meeting, on average over the year before `day`, by key of the organisation.

    Only meetings at a place, while the organisation was a member; organisations without a venue are left out.
    """
    held = (
        network.meetings.exclude(status=Meeting.Status.CANCELLED)
        .filter(venue__isnull=False, starts_at__date__lt=day, starts_at__date__gte=day - YEAR)
        .select_related("venue")
    )
    places = [(meeting.local_start.date(), _place(meeting.venue)) for meeting in held if meeting.venue]
    since = dict(network.memberships.current().values_list("organisation", "since"))
    found = {}
    for organisation in organisations:
        home = next(iter(organisation.venues.all()), None)
        roads = [
            float(great_circle_km(_place(home), place))
            for on, place in places
            if home and since.get(organisation.pk, day) <= on
        ]
        if roads:
            found[organisation.pk] = minutes(sum(roads) / len(roads))
    return found


def _place(venue: Venue) -> Place:
    return Place(str(venue.pk), "", venue.capacity, frozenset(), venue.latitude, venue.longitude)
