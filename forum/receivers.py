from django.dispatch import receiver

from community.networks.signals import network_started

from .models import Board


@receiver(network_started)
def give_the_network_a_board(sender, network, **kwargs):
    Board.objects.get_or_create(network=network, defaults={"name": network.name, "slug": network.slug})
