from django.db.models.signals import post_save
from django.dispatch import receiver

from community.kept.stamps import touch

from .models import Network


@receiver(post_save, sender=Network)
def show_the_new_name(sender, instance, **kwargs):
    touch("names", "house", f"network.{instance.pk}")
