"""Turns as host stay with an organisation, whoever would receive the others."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.members.models import User
from community.networks.models import Network
from community.organisations.models import Organisation
from community.organisations.working.staying import Keeper, Passing, Stays, register

from ..meetings.models import Meeting


def stays(person: User, organisation: Organisation) -> list[Stays]:
    """The meetings to come at the organisation, in networks of this person."""
    own = Network.objects.of(person)
    coming = Meeting.objects.upcoming().filter(host=organisation, network__in=own).select_related("network")
    return [
        Stays(
            key=str(meeting.pk),
            icon="home",
            title=_("Host on %(day)s") % {"day": date_format(meeting.local_start, "l j F Y")},
            facts=(meeting.network.name if meeting.network else "",),
            asks=False,
            note=_("stays with the organisation"),
        )
        for meeting in coming[:20]
    ]


def pass_on(passing: Passing) -> None:
    """Whoever could be asked about the meeting is no longer there; its organisation receives all the same."""
    Meeting.objects.filter(pk=passing.key, contact=passing.person).update(contact=passing.successor)


register("turns", Keeper(stays, pass_on))
