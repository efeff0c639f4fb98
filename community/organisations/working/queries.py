from django.db.models import Q, QuerySet
from django.utils import timezone

from community.members.models import User
from community.members.rules import is_staff

from ..models import Affiliation, Claim, Departure, Organisation
from .rules import may_answer_claim


def claims_for(user: User) -> list[Claim]:
    """What waits for this person to confirm, the oldest first; staff see all of it.

    A question for each claim of others, of whom few wait at a time.
    """
    waiting = (
        Claim.objects.waiting().exclude(person=user).select_related("person", "organisation").order_by("pk")
    )
    if is_staff(user):
        return list(waiting[:100])
    near = waiting.filter(Q(organisation__in=_near(user)))
    return [claim for claim in near[:100] if may_answer_claim(user, claim)]


def _near(user: User) -> QuerySet[Organisation]:
    """Organisations that share a network with this person, and those they act for: others they cannot confirm."""
    own = user.affiliations.current().exclude(role=Affiliation.Role.STAFF).values("organisation")
    return Organisation.objects.filter(Q(pk__in=own) | Q(networks__participants__user=user)).distinct()


def due_claims() -> QuerySet[Claim]:
    """What was confirmed and begins today, or should have."""
    confirmed = Claim.objects.filter(status=Claim.Status.CONFIRMED, begun_at=None)
    return confirmed.filter(since__lte=timezone.localdate(), person__is_active=True).select_related(
        "person", "organisation"
    )


def colleagues(affiliation: Affiliation) -> QuerySet[User]:
    """Who works at the same organisation now, besides this person."""
    same = Affiliation.objects.current().filter(organisation=affiliation.organisation_id)
    return (
        User.objects.filter(is_active=True, affiliations__in=same)
        .exclude(pk=affiliation.person_id)
        .distinct()
    )


def latest_work(person: User) -> Organisation | None:
    """Where somebody began last of where they work now."""
    own = person.affiliations.current().select_related("organisation").order_by("-since", "-pk").first()
    return own.organisation if own else None


def due_departures() -> QuerySet[Departure]:
    """Those whose last day is over."""
    return Departure.objects.filter(done_at=None, last_day__lt=timezone.localdate()).order_by("pk")
