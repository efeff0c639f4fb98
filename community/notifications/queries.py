"""What one line behind the bell stands for: how many, and whether it still asks something."""

from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from community.members.models import User

from . import kinds
from .models import Notification, Preference


def who_wants(kind: kinds.Kind, way: str, people: Iterable[int]) -> set[int]:
    """Those of these people, by their keys, to whom this kind comes by `way` ("mail" or "push")."""
    asked = set(people)
    own = Preference.objects.filter(kind=kind.name, user__in=asked)
    wishes = {preference.user_id: {kind.name: preference} for preference in own}
    return {person for person in asked if kind.by(way, wishes.get(person, {}))}


def older_than(lines: QuerySet[Notification], pk: int) -> QuerySet[Notification]:
    """Those of these lines that come after the one with this key, in the order of time."""
    moment = Notification.objects.filter(pk=pk, recipient=OuterRef("recipient")).values("created_at")
    after = Q(created_at__lt=F("turned")) | Q(created_at=F("turned"), pk__lt=pk)
    return lines.annotate(turned=Subquery(moment)).filter(after)


def say_how_many(lines: list[Notification]) -> None:
    """Each unread line of one person says how many there are, for one question to the database."""
    bundles = {line.bundle: line for line in lines if line.bundle and line.read_at is None}
    if not bundles:
        return
    person = next(iter(bundles.values())).recipient_id
    unread = Notification.objects.unread().filter(recipient=person, bundle__in=bundles).order_by()
    for bundle, number in unread.values_list("bundle").annotate(Count("pk")):
        bundles[bundle].many = number


def where(notification: Notification) -> str:
    """Where a line leads: to the first that is new of what it speaks of."""
    if notification.bundle and notification.read_at is None:
        unread = Notification.objects.unread().filter(recipient=notification.recipient_id)
        return unread.filter(bundle=notification.bundle).order_by("pk").values_list("url", flat=True)[0]
    return notification.url


def say_what_is_over(lines: list[Notification], person: User) -> None:
    """Each of these lines of this person that asked something says whether that is over, read or not.

    One question to the database or a few for each kind that is among them and asks.
    """
    found = {kind.name: kind.asked_at for kind in map(kinds.get, {line.kind for line in lines})}
    asked = {name: set(asked_at(person)) for name, asked_at in found.items() if asked_at}
    for line in lines:
        line.is_over = line.kind in asked and line.url not in asked[line.kind]
