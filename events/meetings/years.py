"""Several meetings in one message: a year that is published, and all that is to come for who joins."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from community.journal.models import Entry
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify
from community.notifications.kinds import Letter
from community.notifications.models import Notification, OutgoingMail

from . import calendars, letters
from .differences import CHANGED
from .links import answer_links
from .models import Meeting
from .telling import LETTER, tell_network

KIND = "events/year"


def tell_year(
    network: Network, meetings: Iterable[Meeting], people: Iterable[User], actor: User | None
) -> list[Notification]:
    """Invite people to these meetings of a network at once; to a single one as to any. Nothing for none."""
    told = sorted((one for one in meetings if not one.is_over), key=lambda one: one.starts_at)
    if len(told) < 2:
        return [line for one in told for line in tell_network("events/invited", one, people, actor)]
    return notify(
        kind=KIND,
        to=people,
        actor=actor,
        url=reverse("events:network", args=[network.slug]),
        audience=network.audience,
        data={
            "pks": [one.pk for one in told],
            "network": network.name,
            "count": len(told),
            "first": told[0].local_start.date().isoformat(),
            "last": told[-1].local_start.date().isoformat(),
        },
    )


def still_invited(person: User) -> set[int]:
    """The keys of meetings to which this person is invited by a mail that still holds.

    Nothing was written since: neither a change of the meeting, nor an answer of theirs, which is gone when they left.
    """
    mailed = Q(mail_due=True) | Exists(OutgoingMail.objects.filter(notification=OuterRef("pk")))
    since: dict[int, datetime] = {}
    invited = person.notifications.standing().filter(mailed, kind__in=("events/invited", KIND))
    for told in invited.order_by("created_at"):
        since |= dict.fromkeys(told.data.get("pks") or [told.data.get("pk")], told.created_at)
    about = Entry.objects.filter(about_model=Meeting._meta.label, about_id__in=since)
    written = about.filter(Q(verb=CHANGED) | Q(verb="events.answered", actor=person))
    return since.keys() - {pk for pk, at in written.values_list("about_id", "at") if at >= since[pk]}


def letters_of_year(notification: Notification) -> Callable[[User], Letter] | None:
    """Each meeting with its date and year, and its own yes and no; one calendar file with all of them."""
    found = Meeting.objects.with_place().filter(pk__in=notification.data["pks"])
    meetings = [one for one in found.order_by("starts_at") if not one.is_cancelled and not one.is_over]
    if not meetings:
        return None
    file = calendars.together(meetings)

    def letter(person: User) -> Letter:
        parts = [
            {
                "title": meeting.title,
                "facts": letters.facts(meeting, person.zone),
                "answers": answer_links(meeting, person),
            }
            for meeting in meetings
        ]
        return Letter(shown={"parts": parts}, template=LETTER, calendar=file, calendar_method="PUBLISH")

    return letter
