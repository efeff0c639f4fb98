from django.contrib.sessions.backends.cached_db import KEY_PREFIX
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .hub import check_sessions


@receiver(post_delete, sender=Session)
def a_session_ended(sender, instance, **kwargs):
    """Signed out, ended from the list or deleted by hand: no copy stays in the cache, and its tabs are let go."""
    transaction.on_commit(lambda: cache.delete(KEY_PREFIX + instance.session_key), robust=True)
    check_sessions()
