from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from community.kept.stamps import touch
from community.live.hub import check_sessions

from .models import User

SHOWN_IN_LISTS = {"name", "handle", "photo", "works_at", "island", "hue"}


@receiver([password_changed, password_reset, password_set])
def close_open_tabs(sender, request, user, **kwargs):
    """A new password ends the other sessions of this person: their sockets are looked at without delay."""
    check_sessions()


@receiver(authenticator_added)
def use_up_the_first_code(sender, request, authenticator, **kwargs):
    """The code that switched the second step on signs nobody in."""
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(request.POST.get("code", ""))


@receiver([post_save, post_delete], sender=User)
def mark_who_look_the_same(sender, instance, update_fields=None, **kwargs):
    """Whose name looks like somebody else's is shown with their handle, and so is the other one.

    Of two who register at once neither sees the other yet: whoever is last looks again when all of it stands.
    """
    if update_fields is not None and "name" not in update_fields:
        return
    _mark(instance)
    transaction.on_commit(lambda: _mark(instance))


def _mark(instance: User) -> None:
    same = User.objects.filter(looks=instance.looks)
    several = same.count() > 1
    same.exclude(looks_like_another=several).update(looks_like_another=several)
    if instance.looks_like_another:  # until now, perhaps by another name
        marked = User.objects.filter(looks_like_another=True)
        others = User.objects.filter(looks=OuterRef("looks")).exclude(pk=OuterRef("pk"))
        marked.exclude(Exists(others)).update(looks_like_another=False)
    instance.looks_like_another = several


@receiver([post_save, post_delete], sender=User)
def show_the_new_name(sender, update_fields=None, **kwargs):
    """Lists and posts that were kept ready are made again when somebody is called or drawn otherwise."""
    if update_fields is None or SHOWN_IN_LISTS & set(update_fields):
        touch("names", "house")
