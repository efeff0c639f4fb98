"""What can reach somebody about a poll of dates."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.members.models import User
from community.notifications.kinds import Group, Kind, bare

from ..meetings.kinds import with_day
from ..meetings.standing import own_parts
from ..meetings.telling import letters_about
from .models import DatePoll, Voter


def asked_at(person: User) -> list[str]:
    """The addresses of the polls that are open and in which this person did not vote."""
    voted = Voter.objects.filter(user=person).values("poll")
    own = DatePoll.objects.filter(meeting=None, network__in=own_parts(person).values("network"))
    return [poll.get_absolute_url() for poll in own.exclude(pk__in=voted) if poll.is_open]


def _poll_changed(name: str, data: dict) -> str:
    counts = []
    if data["added"]:
        new = ngettext("%(n)d new moment", "%(n)d new moments", data["added"])
        counts.append(new % {"n": data["added"]})
    if data["gone"]:
        gone = ngettext("%(n)d moment taken out", "%(n)d moments taken out", data["gone"])
        counts.append(gone % {"n": data["gone"]})
    told = with_day(data, "by") | {"changes": ", ".join(counts)}
    return _("Changed: %(title)s, %(changes)s. Look at your vote before %(by)s") % told


GROUP = Group.MEETINGS
KINDS = [
    Kind(
        "events/poll_decided",
        gettext_lazy("The day you said yes to is chosen"),
        "ok",
        lambda name, data: (
            _("It is decided: %(title)s on %(day)s. You said yes, so you come.") % with_day(data, "day")
        ),
        gettext_lazy("See the meeting"),
        letters=letters_about(method="REQUEST"),
    ),
    Kind(
        "events/poll",
        gettext_lazy("Which day suits you?"),
        "poll",
        lambda name, data: _("Which day suits you? %(title)s, vote until %(by)s") % with_day(data, "by"),
        gettext_lazy("Vote"),
        letters=bare,
        asked_at=asked_at,
    ),
    Kind(
        "events/poll_changed",
        gettext_lazy("The moments of a date poll changed"),
        "poll",
        _poll_changed,
        gettext_lazy("Look at your vote"),
        letters=bare,
    ),
    Kind(
        "events/poll_reminder",
        gettext_lazy("A date poll waits for your vote"),
        "poll",
        lambda name, data: _("You did not vote yet: %(title)s, until %(by)s") % with_day(data, "by"),
        gettext_lazy("Vote"),
        letters=bare,
        asked_at=asked_at,
    ),
]
