from django.dispatch import receiver

from community.networks.signals import network_started

from .models import Board

LONGEST = Board._meta.get_field("name").max_length


@receiver(network_started)
def give_the_network_a_board(sender, network, **kwargs):
    """Its name is as long as a board may have; an address that another board has gets the number of the network."""
    taken = Board.objects.filter(slug=network.slug).exclude(network=network).exists()
    slug = f"{network.slug[:40]}-n{network.pk}" if taken else network.slug
    Board.objects.get_or_create(network=network, defaults={"name": network.name[:LONGEST], "slug": slug})
