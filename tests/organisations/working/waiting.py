"""Three rows each that wait for a job about where people work."""

import datetime as dt

from django.utils import timezone

from community.organisations.models import Affiliation, Claim, Departure
from tests.factories import UserFactory

YESTERDAY = dt.timedelta(days=1)


def confirmed_claims(house):
    today = timezone.localdate()
    return [
        Claim.objects.create(
            person=UserFactory(), organisation=house.organisation, since=today, status="confirmed"
        )
        for _ in "123"
    ]


def departures(house):
    last = timezone.localdate() - YESTERDAY
    works = [
        Affiliation.objects.create(person=UserFactory(), organisation=house.organisation, since=last)
        for _ in "123"
    ]
    return [Departure.objects.create(affiliation=work, last_day=last) for work in works]
