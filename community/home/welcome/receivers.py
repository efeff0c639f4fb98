"""Whoever comes in by an invitation or a request is welcomed."""

from django.dispatch import receiver

from community.networks.signals import came_in

from .actions import begin


@receiver(came_in)
def welcome(sender, participant, invited_by, **_more):
    begin(user=participant.user, network=participant.network, invited_by=invited_by)
