from django.dispatch import receiver
from django.urls import reverse

from community.members.models import User
from community.organisations.models import Claim, Departure
from community.organisations.working import signals
from community.organisations.working.confirming import asked_about, contacts, others

from ..actions import notify, settle


@receiver(signals.work_claimed)
def ask_who_knows_them(sender: type[Claim], claim: Claim, actor, **kwargs):
    notify(
        kind="organisations/claimed",
        to=asked_about(claim.organisation, claim.person),
        actor=actor,
        url=_place(claim),
        audience="members",
        data={"organisation": claim.organisation.name},
    )


@receiver(signals.work_answered)
def tell_who_asked(sender: type[Claim], claim: Claim, actor, **kwargs):
    settle(kinds=["organisations/claimed"], url=_place(claim))
    notify(
        kind="organisations/answered",
        to=[claim.person],
        actor=actor,
        url=reverse("organisations:work"),
        audience=f"person:{claim.person_id}",
        data={
            "organisation": claim.organisation.name,
            "confirmed": claim.status == Claim.Status.CONFIRMED,
            "words": claim.words,
        },
    )


def _place(claim: Claim) -> str:
    return f"{reverse('organisations:claims')}#claim-{claim.pk}"


@receiver(signals.leaving)
def tell_whom_it_concerns(sender: type[Departure], departure: Departure, actor, **kwargs):
    _tell(departure, actor, "organisations/leaving", day=departure.last_day.isoformat())


@receiver(signals.left)
def tell_that_it_is_so(sender: type[Departure], departure: Departure, actor, **kwargs):
    _tell(departure, actor, "organisations/left")


def _tell(departure: Departure, actor, kind: str, **data: str) -> None:
    """Who acts for the organisation, who takes something over, and the facilitators of its networks."""
    organisation, person = departure.affiliation.organisation, departure.affiliation.person
    heirs = User.objects.filter(pk__in=departure.passes.exclude(successor=None).values("successor"))
    notify(
        kind=kind,
        to=[*contacts(organisation), *others(organisation), *heirs],
        actor=actor,
        url=organisation.get_absolute_url(),
        audience="members",
        data={"person": person.name, "organisation": organisation.name, **data},
    )
