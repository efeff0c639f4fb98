from django.dispatch import receiver
from django.urls import reverse

from community.organisations.contacts.queries import acting_first, contacts_of
from community.organisations.models import Contact
from community.organisations.signals import facility_answered, facility_asked

from ..actions import notify


def _data(request) -> dict:
    return {
        "facility": request.facility.name,
        "day": request.day.isoformat(),
        "status": request.status,
        "answer": request.answer,
    }


@receiver(facility_asked)
def tell_who_keeps_it(sender, request, actor, **kwargs):
    """Who receives visitors there, and who is asked first."""
    organisation = request.facility.organisation
    first = acting_first(organisation)
    notify(
        kind="organisations/facility_asked",
        to=[*contacts_of(organisation)[Contact.Role.HOST], *([first] if first else [])],
        actor=actor,
        url=reverse("organisations:answer_facility_request", args=[request.pk]),
        audience="members",
        data=_data(request),
    )


@receiver(facility_answered)
def tell_who_asked(sender, request, actor, **kwargs):
    notify(
        kind="organisations/facility_answered",
        to=[request.asked_by],
        actor=actor,
        url=f"{request.facility.organisation.get_absolute_url()}#facilities",
        audience="members",
        data=_data(request),
    )
