"""Invitations to networks, for who has an account."""

from django.urls import reverse

from community.members.models import User
from community.networks.models import Invitation


def invitations_of(person: User) -> list[str]:
    """The addresses at which this person can still accept an invitation."""
    waiting = Invitation.objects.waiting().filter(email__iexact=person.email, network__closed_at=None)
    return [reverse("networks:own_invitation", args=[pk]) for pk in waiting.values_list("pk", flat=True)]
