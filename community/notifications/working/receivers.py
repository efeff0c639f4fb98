from django.dispatch import receiver
from django.urls import reverse

from community.organisations.models import Claim
from community.organisations.working import signals
from community.organisations.working.confirming import asked_about

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
