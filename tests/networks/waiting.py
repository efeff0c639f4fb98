"""Three rows each for the jobs of networks."""

import datetime as dt

from django.utils import timezone

from community.networks.models import Beginning, Membership
from tests.factories import MembershipFactory, OrganisationFactory, ParticipantFactory


def left_behind(house):
    made, today = [], timezone.localdate()
    for _ in "123":
        organisation = OrganisationFactory()
        MembershipFactory(network=house.network, organisation=organisation)
        made.append(ParticipantFactory(network=house.network, organisation=organisation))
    Membership.objects.filter(organisation__in=[part.organisation for part in made]).update(until=today)
    return made


def ended_roles(house):
    return [
        ParticipantFactory(network=house.network, role="secretary", role_until=timezone.localdate())
        for _ in "123"
    ]


def old_concepts(house):
    made = [Beginning.objects.create(owner=house.member, name=f"Oud {n}", purpose="Hoe?") for n in "123"]
    Beginning.objects.update(changed_at=timezone.now() - dt.timedelta(days=200))
    return made
