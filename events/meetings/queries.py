"""Which meeting, and which people belong to it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from community.members.models import Anyone, User
from community.networks.models import Network, Participant
from community.organisations.models import Organisation

from .models import Attendance, Meeting
from .rules import prepares
from .standing import own_parts, standing_of

ANSWERS = Attendance.Answer


def people_of(network: Network | None) -> QuerySet[User]:
    """Everyone who takes part in the network now; nobody where there is none."""
    active = Participant.objects.active().filter(network=network)
    return User.objects.filter(participations__in=active).distinct()


def receiver_of(meeting: Meeting) -> Organisation | None:
    """Who receives people: who presents at a lent venue, else the host."""
    return meeting.presented_by or meeting.host


def who_may_come(meeting: Meeting) -> QuerySet[User]:
    """The network of the meeting but who said no; without a network, who said they would come."""
    if meeting.network_id:
        declined = meeting.attendances.filter(answer=ANSWERS.NO, user__isnull=False).values("user")
        return people_of(meeting.network).exclude(pk__in=declined)
    coming = meeting.attendances.exclude(answer=ANSWERS.NO).filter(user__isnull=False).values("user")
    return User.objects.filter(pk__in=coming)


def asked_at(person: User) -> list[str]:
    """The addresses of meetings to come to which this person can say whether they come, and did not yet."""
    open_to = Q(network__in=own_parts(person).values("network")) | ~Q(visibility="network")
    waiting = Meeting.objects.upcoming().filter(open_to).exclude(attendances__user=person)
    return [meeting.get_absolute_url() for meeting in waiting.only("pk")]


def visible_meeting(user: Anyone, pk: int) -> Meeting:
    """The meeting, when the reader may see it; else as if it did not exist."""
    seen = Meeting.objects.visible_to(user).with_place().select_related("contact", "backup_host")
    return get_object_or_404(seen, pk=pk)


def _rows() -> QuerySet[Meeting]:
    found = Meeting.objects.select_for_update(of=("self",))
    return found.select_related("network", "venue", "host", "presented_by")


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now; whoever else changes it or gives places waits."""
    return _rows().get(pk=meeting.pk)


def locked_together(keys: Iterable[int]) -> dict[int, Meeting]:
    """These meetings by their keys, as they are now; a verb that needs several takes them by this, all at once.

    Their rows are taken in the order of their keys, so that no two verbs wait for each other.
    """
    return {one.pk: one for one in _rows().filter(pk__in=set(keys)).order_by("pk")}


def prepared_meeting(user: Anyone, pk: int) -> Meeting:
    """The meeting, for who prepares it; others that see it may not."""
    found = visible_meeting(user, pk)
    if found.network is None or not prepares(standing_of(user, found)):
        raise PermissionDenied
    return found
