from django.db.models.signals import post_save
from django.dispatch import receiver

from community.members.signals import account_closed, account_goes

from ..models import Affiliation, Contact, Organisation
from .actions import tell_that_the_first_contact_is_gone


def _organisations_of(person):
    return Organisation.objects.filter(contacts__person=person, contacts__role=Contact.Role.FIRST)


@receiver([account_closed, account_goes])
def their_deputies_act(sender, person, **kwargs):
    for organisation in _organisations_of(person):
        tell_that_the_first_contact_is_gone(person=person, organisation=organisation)


@receiver(post_save, sender=Affiliation)
def the_deputy_acts(sender, instance, created, **kwargs):
    """Somebody stopped working there."""
    if created or instance.until is None:
        return
    still = instance.organisation.affiliations.current().filter(person=instance.person)
    if not still.exists():
        tell_that_the_first_contact_is_gone(person=instance.person, organisation=instance.organisation)
