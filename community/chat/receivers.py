from django.dispatch import receiver

from community.networks import signals

from .actions import enter, open_network_room
from .models import RoomMember


@receiver(signals.network_started)
def give_the_network_a_room(sender, network, **kwargs):
    open_network_room(network=network)


@receiver(signals.participant_joined)
def let_in(sender, participant, **kwargs):
    enter(room=open_network_room(network=participant.network), user=participant.user)


@receiver(signals.participant_left)
def let_out(sender, participant, **kwargs):
    RoomMember.objects.filter(room__network=participant.network_id, user=participant.user_id).delete()
