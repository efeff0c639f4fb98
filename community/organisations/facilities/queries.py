from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from community.members.models import User

from ..models import Affiliation, Facility, FacilityRequest

AHEAD = 60  # days in which free ones are looked for
Status = FacilityRequest.Status


def taken(facility: Facility, day: date, *, morning: bool, afternoon: bool) -> bool:
    """Whether somebody else has it then."""
    part = Q(morning=True) if not afternoon else Q(afternoon=True) if not morning else Q()
    return facility.requests.filter(part, day=day, status=Status.APPROVED).exists()


def free_days(facility: Facility, after: date, most: int = 2) -> list[date]:
    """The first whole days after a day on which it is free and its organisation open; no weekends."""
    last = after + timedelta(days=AHEAD)
    full = set(
        facility.requests.filter(status=Status.APPROVED, day__range=(after, last)).values_list(
            "day", flat=True
        )
    )
    days = (after + timedelta(days=n) for n in range(1, AHEAD + 1))
    free = [
        day
        for day in days
        if day.weekday() < 5 and day not in full and not facility.organisation.closed_because(day)
    ]
    return free[:most]


def to_come(facilities: Iterable[Facility]) -> QuerySet[FacilityRequest]:
    """What is asked or approved from today on, the first day first."""
    rows = FacilityRequest.objects.filter(
        facility__in=facilities, status__in=[Status.WAITING, Status.APPROVED], day__gte=timezone.localdate()
    )
    return rows.select_related("facility", "asked_by").order_by("day", "pk")


def in_calendar_of(user: User) -> QuerySet[FacilityRequest]:
    """What was approved for somebody, or at an organisation that they act for; of the last months and from now on."""
    acts = Affiliation.objects.current().filter(person=user).exclude(role=Affiliation.Role.STAFF)
    rule = Q(asked_by=user) | Q(facility__organisation__in=acts.values("organisation"))
    since = timezone.localdate() - timedelta(days=90)
    rows = FacilityRequest.objects.filter(rule, status=Status.APPROVED, day__gte=since)
    return rows.select_related("facility__organisation", "asked_by")
