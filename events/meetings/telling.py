"""Telling people about a meeting: every mail says when and where in the same form, and a change as a difference."""

from collections.abc import Callable
from functools import partial

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from community.addresses import absolute
from community.members import clocks
from community.members.models import User
from community.notifications import kinds
from community.notifications.actions import mail_to_address, notify
from community.notifications.kinds import Letter
from community.notifications.models import Notification, OutgoingMail
from community.rows import each

from . import calendars, differences, letters
from .anew import asked_anew
from .links import answer_links, place_path
from .models import Attendance, Meeting
from .queries import who_may_come

ANSWERS = Attendance.Answer
LETTER = "events/meetings/meeting_mail"


def facts_of(meeting: Meeting, **data) -> dict:
    """What the sentence about a meeting is made of."""
    return {"title": meeting.title, "day": meeting.local_start.date().isoformat(), **data}


def tell(
    kind: str,
    meeting: Meeting,
    people,
    actor: User | None,
    *,
    method: str = "",
    url: str = "",
    mail_url: Callable[[User], str] | None = None,
    excerpt: str = "",
    **data,
) -> list[Notification]:
    """Tell a few people something about a meeting, as `notify` does.

    `method` (of iTIP: REQUEST, CANCEL) sends the calendar entry along. The link to join goes to who has a place.
    """
    letter = _letter_for(meeting, method=method)
    return notify(
        kind=kind,
        to=people,
        actor=actor,
        url=url or meeting.get_absolute_url(),
        audience=meeting.audience,
        data=facts_of(meeting, **data),
        excerpt=excerpt,
        calendar=(lambda person: letter(person).calendar) if method else None,
        calendar_method=method or "REQUEST",
        mail_url=mail_url,
        template=LETTER,
        context=lambda person: letter(person).shown,
    )


def tell_network(kind: str, meeting: Meeting, people, actor: User | None, changes=()) -> list[Notification]:
    """Tell many people something about a meeting; a job writes the mails, with `letters_about` of the kind."""
    data = facts_of(meeting, pk=meeting.pk)
    if changes:
        data["changes"] = list(changes)
    return notify(
        kind=kind,
        to=people,
        actor=actor,
        url=meeting.get_absolute_url(),
        audience=meeting.audience,
        data=data,
    )


def letters_about(
    *, method: str = "", asks: bool = False, more: Callable[[Meeting], list[dict]] | None = None
) -> Callable[[Notification], Callable | None]:
    """The letters of a kind that `tell_network` tells; there are none about a meeting that is gone or called off.

    `method` sends the calendar entry along, `asks` gives yes and no as links, `more(meeting)` further parts with
    title and facts.
    """

    def letters_of(notification: Notification) -> Callable[[User], Letter] | None:
        meeting = Meeting.objects.with_place().filter(pk=notification.data.get("pk")).first()
        if meeting is None or (meeting.is_cancelled and method != "CANCEL"):
            return None
        changes = notification.data.get("changes", ())
        return _letter_for(meeting, method=method, asks=asks, changes=changes, more=more)

    return letters_of


def have_entry(notification: Notification, people: set[int]) -> set[int]:
    """Those of these people, by their ids, whose calendar has an entry of this meeting from a mail of ours."""
    uid = Meeting.objects.filter(pk=notification.data.get("pk")).values_list("uid", flat=True).first()
    sent = OutgoingMail.objects.filter(recipient__in=people, calendar__contains=f"UID:{uid}@vonder")
    return set(sent.values_list("recipient", flat=True)) if uid else set()


def _letter_for(
    meeting: Meeting, *, method: str = "", asks: bool = False, changes=(), more=None
) -> Callable[[User], Letter]:
    places = {place.user_id: place for place in meeting.attendances.filter(user__isnull=False)}
    shown = method != "CANCEL" and not meeting.is_cancelled and not meeting.is_over
    asked = asked_anew(meeting) if changes else {}

    def letter(person: User) -> Letter:
        place = places.get(person.pk)
        link = shown and place is not None and place.is_coming
        told = letters.letter(
            meeting,
            person.zone,
            changes=changes,
            join_url=meeting.join_url if link else "",
            answers=answer_links(meeting, person) if asks else (),
        )
        told["parts"] += more(meeting) if more else []
        told["anew"] = asked.get(person.pk, [])
        entry = ""
        if method:
            cancel = method == "CANCEL"
            entry = calendars.invitation(meeting, person, place=place, cancel=cancel, with_join_link=link)
        return Letter(shown=told, template=LETTER, calendar=entry, calendar_method=method or "REQUEST")

    return letter


def tell_changes(
    meeting: Meeting, actor: User | None, changes: list[dict], told: dict[str, list[int]]
) -> None:
    """Say what changed to whom it matters, but not to the people and places that read it in another message."""
    reach = differences.reach(changes)
    people = _who_hears(meeting, reach).exclude(pk__in=told["people"])
    tell_network("events/changed", meeting, people, actor, changes=changes)
    guests = _guests(meeting, reach).exclude(pk__in=told["places"])
    each(guests, partial(mail_guest, kind="events/changed", changes=changes))


def _coming(meeting: Meeting):
    return meeting.attendances.exclude(answer=ANSWERS.NO).filter(waiting_since=None)


def _who_hears(meeting: Meeting, reach: str):
    """The people with an account who hear of a change."""
    if reach == differences.EVERYONE:
        return who_may_come(meeting)
    places = _coming(meeting)
    if reach == differences.ONLINE:
        places = places.filter(answer=ANSWERS.ONLINE)
    return User.objects.filter(pk__in=places.filter(user__isnull=False).values("user"))


def _guests(meeting: Meeting, reach: str):
    """The guests who hear of a change: who comes or waits, or only who comes (online)."""
    guests = meeting.attendances.filter(user=None).exclude(answer=ANSWERS.NO)
    if reach == differences.EVERYONE:
        return guests
    return guests.filter(Q(answer=ANSWERS.ONLINE) if reach == differences.ONLINE else Q(), waiting_since=None)


def tell_guests_cancelled(meeting: Meeting) -> None:
    """The guests who come or wait hear that there is no meeting."""
    guests = _guests(meeting, differences.EVERYONE)
    each(guests, partial(mail_guest, kind="events/cancelled", cancel=True))


#: What guests read where members read something else.
SUBJECTS = {
    "events/registered": lambda: _("Your place: %(title)s, %(day)s"),
    "events/promoted": lambda: _("There is a place for you: %(title)s, %(day)s"),
    "events/waiting": lambda: _("You are on the waiting list: %(title)s, %(day)s"),
}


def _subject(kind: str, meeting: Meeting, changes) -> str:
    if words := SUBJECTS.get(kind):
        return words() % {"title": meeting.title, "day": clocks.full_day(meeting.local_start.date())}
    return kinds.get(kind).sentence("", facts_of(meeting, changes=list(changes)))


def mail_guest(place: Attendance, kind: str, *, cancel: bool = False, changes=()) -> None:
    """A mail to somebody without an account, with the same words as members get."""
    meeting = place.meeting
    if kind == "events/registered" and place.waiting_since:
        kind = "events/waiting"
    address = absolute(place_path(place))
    with translation.override(place.language):
        subject = _subject(kind, meeting, changes)
        link = meeting.join_url if place.is_coming and not cancel else ""
        calendar = ""
        if place.is_coming:
            calendar = calendars.invitation(
                meeting, place, place=place, cancel=cancel, with_join_link=bool(link), url=address
            )
        context = letters.letter(meeting, None, changes=changes, join_url=link)
    mail_to_address(
        to=place.email,
        subject=subject,
        template="events/places/place_mail",
        context={**context, "sentence": subject, "url": address, "cancelled": cancel},
        language=place.language,
        calendar=calendar,
        calendar_method="CANCEL" if cancel else "REQUEST",
    )
