"""What was sent and could not be taken, kept for its writer; after a session had ended, until they sign in."""

import time

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.dispatch import receiver

from .actions import give_to, keep_draft, let_wait
from .models import MOST_FILES
from .places import place_of, words_of

SECONDS = 2 * 60 * 60
_KEY = "words"


def keep_unsent(request, place) -> bool:
    """Keep what the reader sent from `place` among their drafts. False when there is nothing to keep."""
    if not (fields := _sent(request, request.user)):
        return False
    keep_draft(
        actor=request.user, place=place.name, page=place.page, fields=fields, action=request.path, unsent=True
    )
    request.words_are_kept = True
    return True


def carry(request) -> bool:
    """Keep what was sent in the session of this visitor, for two hours; whether there was something to keep.

    Only for the account that had opened the form. Whoever signs in first ends it: they get the words when they are
    theirs, else the words are gone from here and were never shown.
    """
    place = place_of(request)
    if place is None or not get_user_model().objects.filter(pk=place.user, is_active=True).exists():
        return False
    if not (fields := _sent(request, None)):
        return False
    request.session[_KEY] = {
        "user": place.user,
        "place": place.name,
        "page": place.page,
        "action": request.path,
        "fields": fields,
        "until": time.time() + SECONDS,
    }
    request.session.set_expiry(SECONDS)
    return True


@receiver(user_logged_in)
def hand_over(sender, request, user, **kwargs):
    """Their own words become a draft that was not sent."""
    words = request.session.pop(_KEY, None) if hasattr(request, "session") else None
    if words is None:
        return
    request.session.set_expiry(None)
    if words["user"] != user.pk or words["until"] < time.time():
        return
    give_to(owner=user, keys=words["fields"].get("waiting", []))
    keep_draft(
        actor=user,
        place=words["place"],
        page=words["page"],
        fields=words["fields"],
        action=words["action"],
        unsent=True,
    )


def _sent(request, owner) -> dict[str, list[str]]:
    """The words of a form, and its files as files that wait: of `owner`, or of nobody yet."""
    fields = words_of(request.POST)
    if not fields:
        return {}
    waiting = fields.get("waiting", [])
    for upload in request.FILES.getlist("files")[: max(0, MOST_FILES - len(waiting))]:
        try:
            waiting.append(
                str(let_wait(actor=owner, upload=upload, once=request.POST.get("client_id", "")).pk)
            )
        except ValidationError:  # one that we would refuse anyway
            continue
    return fields | ({"waiting": waiting} if waiting else {})
