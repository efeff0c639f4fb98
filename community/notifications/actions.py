from collections.abc import Callable, Iterable
from datetime import datetime
from textwrap import shorten

from django.db import transaction
from django.db.models import Count, F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from community.addresses import absolute
from community.live.hub import publish
from community.members.models import User
from community.richtext import audiences
from community.rows import each

from . import jobs, kinds, push
from .models import Notification, OutgoingMail, Preference
from .unsubscribing import unsubscribe_path


def one_line(text: str) -> str:
    """For a mail header: a line break would start a second header. What is too long ends between two words."""
    return shorten(text, width=190, placeholder=" …")


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
) -> list[Notification]:
    """Tell people by bell and, where they want it, by mail. Nobody hears of what they may not read.

    `mail_url(person)` gives the address of the mail's button when it differs per person (a signed link),
    `calendar(person)` the iCalendar part of the mail, `context(person)` what its `template` shows besides; they are
    called in the language and time zone of the person.
    """
    about = kinds.get(kind)
    people = [
        person
        for person in {person.pk: person for person in to}.values()
        if person.is_active and (actor is None or person.pk != actor.pk) and _may_hear(person, audience)
    ]
    if not people:
        return []
    with transaction.atomic():
        notifications = Notification.objects.bulk_create(
            Notification(recipient=p, actor=actor, kind=kind, audience=audience, url=url, data=data or {})
            for p in people
        )
        User.objects.filter(pk__in=[p.pk for p in people]).update(
            unread_notifications=F("unread_notifications") + 1
        )
        for person in people:
            publish(f"user.{person.pk}", {"kind": "bell"})
        push.enqueue(notifications)
        if about.mail or calendar:
            off = set(
                Preference.objects.filter(kind=kind, mail=False, user__in=people).values_list(
                    "user_id", flat=True
                )
            )

            def mail(notification: Notification) -> None:
                person = notification.recipient
                with translation.override(person.language), timezone.override(person.zone):
                    button = mail_url(person) if mail_url else absolute(url)
                    part = calendar(person) if calendar else ""
                    shown = {"excerpt": excerpt, **(context(person) if context else {})}
                    _queue(person, notification, about, button, template, shown, part, calendar_method)

            each((one for one in notifications if one.recipient_id not in off), mail)
        return notifications


def _may_hear(person: User, audience: str) -> bool:
    return audience == f"person:{person.pk}" or audiences.may_read(person, audience)


def _queue(
    person: User,
    notification: Notification,
    about: kinds.Kind,
    button: str,
    template: str,
    shown: dict,
    calendar: str,
    calendar_method: str,
) -> None:
    context = {
        **shown,
        "sentence": notification.sentence,
        "button": about.button,
        "url": button,
        "reason": about.label,
        "unsubscribe": absolute(unsubscribe_path(person, about.name)),
        "settings_url": absolute(reverse("notifications:preferences")),
        "language": person.language,
    }
    mail = OutgoingMail.objects.create(
        recipient=person,
        notification=notification,
        to=person.email,
        kind=about.name,
        audience=notification.audience,
        subject=one_line(notification.sentence),
        text=render_to_string(f"{template}.txt", context),
        html=render_to_string(f"{template}.html", context),
        calendar=calendar,
        calendar_method=calendar_method if calendar else "",
    )
    jobs.enqueue(mail)


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
    """Read one notification, all that point to `url`, or all of them. Waiting mails about them are dropped."""
    found = actor.notifications.unread()
    if pk is not None:
        found = found.filter(pk=pk)
    if url is not None:
        found = found.filter(url__startswith=url)
    ids = list(found.values_list("pk", flat=True))
    if not ids:
        return
    with transaction.atomic():
        Notification.objects.filter(pk__in=ids).update(read_at=timezone.now())
        _count(actor)


@transaction.atomic
def withdraw(*, url: str) -> None:
    """The thing at `url` is removed: lines about it go from behind the bell, no mail or push about it leaves."""
    _withdraw(url, withdrawn=True)


@transaction.atomic
def tell_again(*, url: str) -> None:
    """The thing at `url` is back, and so are the lines about it, read or not as they were."""
    _withdraw(url, withdrawn=False)


def _withdraw(url: str, *, withdrawn: bool) -> None:
    found = Notification.objects.filter(url=url, withdrawn=not withdrawn)
    people = list(User.objects.filter(pk__in=found.filter(read_at=None).values("recipient")))
    found.update(withdrawn=withdrawn)
    for person in people:
        _count(person)


@transaction.atomic
def rename(*, old: str, new: str, **data: str) -> None:
    """What stood at the address `old`, with all below it, stands at `new` and is called otherwise from now on.

    Lines about it follow; mails that wait and say how it was called do not leave.
    """
    found = list(Notification.objects.filter(url__startswith=old))
    for notification in found:
        notification.url = new + notification.url.removeprefix(old)
        notification.data |= data
    Notification.objects.bulk_update(found, ["url", "data"], batch_size=500)
    standing = [notification.pk for notification in found if not notification.withdrawn]
    waiting = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED, notification__in=standing)
    waiting.update(status=OutgoingMail.Status.DROPPED)


def _count(person: User) -> None:
    User.objects.filter(pk=person.pk).update(unread_notifications=person.notifications.unread().count())
    publish(f"user.{person.pk}", {"kind": "bell"})


def choose(*, person: User, kind: str, **ways: bool) -> None:
    """Switch ways to hear of one kind on or off: `mail`, `push`."""
    kinds.get(kind)
    Preference.objects.update_or_create(user=person, kind=kind, defaults=ways)


def recount() -> int:
    """Prove the number beside everybody's bell and repair it. Returns how many were wrong."""
    unread = Count("notifications", filter=Q(notifications__read_at=None, notifications__withdrawn=False))
    wrong = User.objects.annotate(unread=unread).exclude(unread_notifications=F("unread"))
    return each(
        wrong, lambda user: User.objects.filter(pk=user.pk).update(unread_notifications=user.unread)
    ).report()
