from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from community.live.hub import recheck


@receiver([user_logged_out, password_changed, password_reset, password_set])
def close_open_tabs(sender, request, user, **kwargs):
    """Signing out or changing a password ends the sockets of the sessions that ended with it."""
    if user is not None:
        recheck(user.pk)
