"""What an organisation was called before, and what stands beside the names of its people."""

from django.utils import timezone

from community.members.models import User

from ..models import FormerName, Organisation


def rename(organisation: Organisation, name: str) -> None:
    """Keep the name that an organisation had, and call it by its new one beside its people; the caller saves it."""
    before = Organisation.objects.values_list("name", flat=True).get(pk=organisation.pk)
    if before == name:
        return
    FormerName.objects.filter(organisation=organisation, name=name, slug=None).delete()
    FormerName.objects.create(organisation=organisation, name=before, until=timezone.localdate())
    show_beside_people(organisation.slug, organisation, name)


def show_beside_people(slug: str, organisation: Organisation, name: str) -> None:
    """Who had the island of `slug` beside their name has that of this organisation."""
    for person in User.objects.filter(island=slug):
        person.island, person.hue, person.works_at = organisation.slug, organisation.hue, name
        person.save(update_fields=["island", "hue", "works_at"])
