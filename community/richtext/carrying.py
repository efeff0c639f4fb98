"""What was sent and could not be taken, kept for its writer; after a session had ended, until they sign in."""

import time
from dataclasses import asdict
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.utils import timezone

from .actions import give_to, keep_draft, let_wait
from .models import MOST_FILES
from .places import Place, place_of, words_of

SECONDS = 2 * 60 * 60
MOST_PAGES = 20  # that one visitor sends from without signing in
_KEY = "carried"


def keep_unsent(request, place) -> bool:
    """Keep what the reader sent from `place` among their drafts. False when there is nothing to keep."""
    if not (fields := _sent(request, request.user)):
        return False
    keep_draft(actor=request.user, place=place, fields=fields, unsent_at=timezone.now())
    request.words_are_settled = True
    return True


def carry(request) -> bool:
    """Keep what was sent in the session of this visitor, for two hours; whether there was something to keep.

    Only for the account that had opened the form, and each page by itself. Whoever signs in first ends it: they get
    the words when they are theirs, else the words are gone from here and were never shown.
    """
    place = place_of(request)
    if place is None or not get_user_model().objects.filter(pk=place.user, is_active=True).exists():
        return False
    if not (fields := _sent(request, None)):
        return False
    others = [words for words in request.session.get(_KEY, []) if _place(words).key != place.key]
    if len(others) >= MOST_PAGES:
        return False
    words = {"place": asdict(place), "fields": fields, "at": time.time()}
    request.session[_KEY] = [*others, words]
    request.session.set_expiry(SECONDS)
    return True


@receiver(user_logged_in)
def hand_over(sender, request, user, **kwargs):
    """Their own words become drafts that were not sent, each page by itself."""
    carried = request.session.pop(_KEY, None) if hasattr(request, "session") else None
    if carried is None:
        return
    request.session.set_expiry(None)
    for words in carried:
        place, fields, at = _place(words), words["fields"], words["at"]
        if place.user != user.pk or at < time.time() - SECONDS:
            continue
        give_to(owner=user, keys=fields.get("waiting", []))
        keep_draft(actor=user, place=place, fields=fields, unsent_at=datetime.fromtimestamp(at, UTC))


def _place(words: dict) -> Place:
    begun = words["place"]["begun"]
    return Place(**words["place"] | {"begun": begun and tuple(begun)})


def _sent(request, owner) -> dict[str, list[str]]:
    """The words of a form, and its files as files that wait: of `owner`, or of nobody yet."""
    fields = words_of(request.POST)
    if not fields:
        return {}
    waiting = fields.get("waiting", [])
    sent = [upload for name in request.FILES for upload in request.FILES.getlist(name)]
    for upload in sent[: max(0, MOST_FILES - len(waiting))]:
        try:
            waiting.append(
                str(let_wait(actor=owner, upload=upload, once=request.POST.get("client_id", "")).pk)
            )
        except ValidationError:  # one that we would refuse anyway
            continue
    return fields | ({"waiting": waiting} if waiting else {})
