"""The link at the foot of a mail that stops mails of its kind, without signing in."""

from django.core import signing
from django.urls import reverse

from community.members.models import User

from . import kinds

SALT = "notifications.unsubscribe"


def unsubscribe_path(person: User, kind: str) -> str:
    """Where this person says that mails of this kind may stop; signed, so that nobody says it for another."""
    token = signing.dumps([person.pk, kind], salt=SALT)
    return reverse("notifications:unsubscribe", args=[token])


def unsubscribe_subject(token: str) -> tuple[User, kinds.Kind] | None:
    """The person and the kind behind such a link; None when it is forged."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
        return User.objects.get(pk=pk), kinds.get(kind)
    except (signing.BadSignature, User.DoesNotExist, KeyError, ValueError):
        return None
