from django.dispatch import receiver

from community.members.models import User
from community.networks.models import Membership, Participant
from community.organisations.signals import first_contact_gone

from ..actions import notify


@receiver(first_contact_gone)
def tell_who_should_know(sender, organisation, person, deputy, **kwargs):
    """The facilitators of its networks, and the deputy who acts now."""
    networks = Membership.objects.current().filter(organisation=organisation).values("network")
    parts = Participant.objects.active().facilitators().filter(network__in=networks, network__closed_at=None)
    people = list(User.objects.filter(pk__in=parts.values("user")).exclude(pk=person.pk))
    if deputy is not None:
        people.append(deputy)
    notify(
        kind="organisations/first_contact_gone",
        to=people,
        actor=None,
        url=f"{organisation.get_absolute_url()}#contacts",
        audience="members",
        data={
            "person": person.name,
            "organisation": organisation.name,
            "deputy": deputy.name if deputy else "",
        },
    )
