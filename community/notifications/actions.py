from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone, translation

from community.live.hub import publish
from community.members.models import User
from community.richtext import audiences
from community.rows import each

from . import jobs, kinds, letters, push
from .kinds import Letter
from .letters import one_line
from .models import LINE, Notification, OutgoingMail, Preference
from .queries import who_wants


def notify(
    *,
    kind: str,
    to: Iterable[User],
    actor: User | None,
    url: str,
    audience: str,
    data: dict | None = None,
    excerpt: str = "",
    calendar: Callable[[User], str] | None = None,
    calendar_method: str = "REQUEST",
    mail_url: Callable[[User], str] | None = None,
    template: str = "notifications/mail",
    context: Callable[[User], dict] | None = None,
    bundle: str = "",
) -> list[Notification]:
    """Tell people by bell and, where they want it, by mail. Nobody hears of what they may not read.

    What is written here costs the same few questions however many hear of it; a kind with `letters` has its mails
    written by a job. For one without, `mail_url(person)` gives the address of the mail's button when it differs per
    person (a signed link), `calendar(person)` the iCalendar part of the mail, `context(person)` what its `template`
    shows besides; they are called in the language and time zone of the person. What is told with the same `bundle`
    while somebody did not read it is one line behind the bell; see `Kind.several`.
    """
    about = kinds.get(kind)
    people = [
        person
        for person in {person.pk: person for person in to}.values()
        if person.is_active and (actor is None or person.pk != actor.pk)
    ]
    people = audiences.readers(people, audience)
    if not people:
        return []
    with transaction.atomic():
        hold(person.pk for person in people)
        before = _told_before(people, bundle)
        notifications = Notification.objects.bulk_create(
            Notification(
                recipient=person,
                actor=actor,
                kind=kind,
                audience=audience,
                url=url,
                data=data or {},
                mail_due=about.letters is not None,
                bundle=bundle,
            )
            for person in people
        )
        User.objects.filter(pk__in=[p.pk for p in people if p.pk not in before]).update(
            unread_notifications=F("unread_notifications") + 1
        )
        for person in people:
            publish(f"user.{person.pk}", {"kind": "bell"})
        push.enqueue([one for one in notifications if one.recipient_id not in before])
        if about.letters:
            letters.write_later(
                [one for one in notifications if not before.get(one.recipient_id)], wait=bool(bundle)
            )
        elif about.mail or calendar:
            off = set(
                Preference.objects.filter(kind=kind, mail=False, user__in=people).values_list(
                    "user_id", flat=True
                )
            )

            def letter_for(person: User) -> Letter:
                return Letter(
                    shown={"excerpt": excerpt, **(context(person) if context else {})},
                    template=template,
                    url=mail_url(person) if mail_url else "",
                    calendar=calendar(person) if calendar else "",
                    calendar_method=calendar_method,
                )

            def mail(notification: Notification) -> None:
                if written := letters.compose(notification, about, letter_for):
                    written.save()
                    jobs.enqueue(written)

            each((one for one in notifications if one.recipient_id not in off), mail)
        return notifications


class Reached(NamedTuple):
    """How many people something reached by the bell, and how many of them also by mail."""

    people: int
    by_mail: int


def reached(told: list[Notification]) -> Reached:
    """Whom these notifications, which tell of one event, reach."""
    if not told:
        return Reached(0, 0)
    about = kinds.get(told[0].kind)
    by_mail = who_wants(about, "mail", (one.recipient_id for one in told))
    return Reached(len(told), sum(one.recipient_id in by_mail for one in told))


@transaction.atomic
def mail_to_address(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict,
    language: str,
    calendar: str = "",
    calendar_method: str = "",
) -> OutgoingMail:
    """A mail to somebody who may have no account. `template` names the text; the look is shared."""
    with translation.override(language):
        context = {**context, "language": language}
        mail = OutgoingMail.objects.create(
            to=to,
            audience="public",
            subject=one_line(subject),
            text=render_to_string(f"{template}.txt", context),
            html=render_to_string(f"{template}.html", context),
            calendar=calendar,
            calendar_method=calendar_method if calendar else "",
        )
    jobs.enqueue(mail)
    return mail


@transaction.atomic
def mail_of_account(
    *, to: str, subject: str, text: str, html: str = "", expires_at: datetime | None = None
) -> OutgoingMail:
    """A code or a notice about somebody's account. What did not leave before `expires_at` is dropped."""
    mail = OutgoingMail.objects.create(
        to=to,
        kind=OutgoingMail.ACCOUNT,
        audience="public",
        subject=one_line(subject),
        text=text,
        html=html,
        expires_at=expires_at,
    )
    jobs.enqueue(mail)
    return mail


def mark_read(*, actor: User, pk: int | None = None, url: str | None = None) -> None:
    """Read one notification, all that point to `url` or below it, or all of them.

    A mail about one of them that still waits will not leave: the outbox asks before it sends.
    """
    found = actor.notifications.unread()
    if pk is not None:
        bundle = found.exclude(bundle="").filter(pk=pk).values("bundle")
        found = found.filter(Q(pk=pk) | Q(bundle__in=bundle))
    if url is not None:
        found = found.filter(url__startswith=url)
    ids = list(found.values_list("pk", flat=True))
    if not ids:
        return
    with transaction.atomic():
        hold([actor.pk])
        Notification.objects.filter(pk__in=ids).update(read_at=timezone.now())
        _count({actor.pk})


def settle(*, kinds: Iterable[str], url: str, people: Iterable[int] | None = None) -> None:
    """What these kinds asked at `url` is settled, wherever that was done: nobody need read or answer it any more.

    Of all whom it was asked, or of the `people` with these ids. It happens once the transaction is through, and mails
    about it that still wait do not leave.
    """
    asked = Notification.objects.unread().filter(kind__in=list(kinds), url=url)
    if people is not None:
        asked = asked.filter(recipient__in=list(people))
    transaction.on_commit(lambda: _settle(asked))


@transaction.atomic
def _settle(asked: QuerySet[Notification]) -> None:
    found = dict(asked.values_list("pk", "recipient"))
    if found:
        hold(found.values())
        Notification.objects.filter(pk__in=found, read_at=None).update(read_at=timezone.now())
        _count(set(found.values()))


@transaction.atomic
def withdraw(*, url: str) -> None:
    """The thing at `url` is removed: lines about it go from behind the bell, no mail or push about it leaves."""
    letters.write_without(_withdraw(url, withdrawn=True))


@transaction.atomic
def tell_again(*, url: str) -> None:
    """The thing at `url` is back, and so are the lines about it, read or not as they were, and mails not sent yet."""
    letters.write_anew(one.pk for one in _withdraw(url, withdrawn=False))


def _withdraw(url: str, *, withdrawn: bool) -> list[Notification]:
    """Returns the lines that changed."""
    found = list(Notification.objects.filter(url=url, withdrawn=not withdrawn))
    people = {one.recipient_id for one in found if one.read_at is None}
    hold(people)
    Notification.objects.filter(pk__in=[one.pk for one in found]).update(withdrawn=withdrawn)
    _count(people)
    return found


@transaction.atomic
def rename(*, old: str, new: str, **data: str) -> None:
    """What stood at the address `old`, with all below it, stands at `new` and is called otherwise from now on.

    Lines about it follow; mails that wait and say how it was called are written anew, or do not leave.
    """
    found = list(Notification.objects.filter(url__startswith=old))
    for notification in found:
        notification.url = new + notification.url.removeprefix(old)
        notification.data |= data
    Notification.objects.bulk_update(found, ["url", "data"], batch_size=500)
    states = OutgoingMail.Status
    standing = [notification.pk for notification in found if not notification.withdrawn]
    waiting = OutgoingMail.objects.filter(status=states.QUEUED, notification__in=standing)
    told_by_job = [kind.name for kind in kinds.every() if kind.letters]
    anew = list(waiting.filter(kind__in=told_by_job).values_list("notification", flat=True))
    waiting.exclude(kind__in=told_by_job).update(status=states.DROPPED)
    letters.write_anew(anew)


def hold(people: Iterable[int]) -> None:
    """Until the transaction ends, nobody else changes the number beside the bell of these people.

    What tells several groups holds all of them before the first: whoever else tells some of the same people then
    waits, where each would wait for the other. What is asked after this sees what others did before it.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk__in=set(people)).order_by("pk").values("pk"))


def _told_before(people: list[User], bundle: str) -> dict[int, bool]:
    """Who has something unread of this bundle, and whether a mail about it is still to be written."""
    if not bundle:
        return {}
    told = Notification.objects.unread().filter(recipient__in=people, bundle=bundle)
    return dict(told.order_by("mail_due").values_list("recipient", "mail_due"))


def _unread() -> Coalesce:
    """The number of lines behind the bell that somebody did not read."""
    unread = Notification.objects.unread().filter(recipient=OuterRef("pk")).order_by().values("recipient")
    return Coalesce(Subquery(unread.annotate(number=Count(LINE, distinct=True)).values("number")), 0)


def _count(people: set[int]) -> None:
    """The number beside the bell of each of these, who are held, is what it should be; their open pages hear so."""
    User.objects.filter(pk__in=people).update(unread_notifications=_unread())
    for pk in people:
        publish(f"user.{pk}", {"kind": "bell"})


def choose(*, person: User, kind: str, **ways: bool) -> None:
    """Switch ways to hear of one kind on or off: `mail`, `push`."""
    kinds.get(kind)
    Preference.objects.update_or_create(user=person, kind=kind, defaults=ways)


def recount() -> int:
    """Prove the number beside everybody's bell and repair it. Returns how many were wrong."""
    wrong = User.objects.annotate(unread=_unread()).exclude(unread_notifications=F("unread"))
    return each(wrong.values_list("pk", flat=True), _repair).report()


def _repair(pk: int) -> int:
    """As it is now: what was told or read meanwhile counts."""
    hold([pk])
    _count({pk})
    return 1
