"""What organisations answered when a rotation was asked, for who looks for another host or another day."""

from collections.abc import Collection
from datetime import date

from community.networks.models import Network
from community.organisations.models import Organisation

from ..turns.days import Days, register
from .closings import holiday
from .models import Availability, RotationPlan


def _cannot(network: Network, organisation: Organisation, day: date) -> bool:
    answers = Availability.objects.filter(organisation=organisation, date=day, plan__network=network)
    newest = answers.order_by("-answered_at").first()
    return newest is not None and newest.answer != Availability.Answer.HOST


def _can(network: Network, organisation: Organisation) -> set[date]:
    own = Availability.objects.filter(
        plan__network=network, organisation=organisation, answer=Availability.Answer.HOST
    )
    return set(own.values_list("date", flat=True))


def _closed(network: Network, days: Collection[date]) -> set[date]:
    newest = RotationPlan.objects.filter(network=network).first()
    rules = newest.rules if newest else {}
    return {day for day in days if holiday(rules, day) is not None}


register(Days(cannot=_cannot, can=_can, closed=_closed))
