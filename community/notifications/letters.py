"""The mails about one event, written by one job: nobody waits for them, and no row is locked meanwhile."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from itertools import chain

from django.db import Error, connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from community.addresses import absolute
from community.richtext import audiences
from community.rows import each

from . import kinds
from .jobs import MAIL, enqueue
from .kinds import Kind, Letter
from .models import Notification, OutgoingMail, Preference
from .unsubscribing import unsubscribe_path

LEFT_AFTER = timedelta(minutes=10)
TRIED_FOR = timedelta(days=3)
LONGEST = 190  # letters of a subject


def write_later(notifications: Iterable[Notification]) -> None:
    """Write the mails about these, which tell of one event, after the transaction."""
    pks = [notification.pk for notification in notifications]
    transaction.on_commit(lambda: write.enqueue(pks))


@task(queue_name=MAIL)
def write(pks: list[int]) -> int:
    """Write the mails about one event and hand them to the outbox. Returns how many were written.

    Safe to run twice, also at a time: a notification has one mail. Who since the event may not read it any more,
    switched the mail off or was deactivated gets none. A mail that cannot be written is in the log and keeps nothing
    from the others; it is tried again for three days. What is withdrawn waits for being told again.
    """
    due = Notification.objects.standing().filter(pk__in=pks, mail_due=True)
    told = list(due.select_related("recipient", "actor").order_by("pk"))
    if not told:
        return 0
    wanted, written = list(_letters(told)), []
    outcome = each(wanted, lambda made: written.append(compose(*made)), atomic=False)
    failed = {one.pk for one, *_how in wanted} - {mail.notification_id for mail in written}
    with transaction.atomic():
        OutgoingMail.objects.bulk_create(written, ignore_conflicts=True)
        due.exclude(pk__in=failed).update(mail_due=False)
        new = OutgoingMail.objects.filter(message_id__in=[mail.message_id for mail in written])
        for mail in new:
            enqueue(mail)
    outcome.report()
    return len(new)


def _letters(told: list[Notification]) -> Iterable[tuple]:
    """Each notification that a mail goes out about, with what makes its letter."""
    about, audience = kinds.get(told[0].kind), told[0].audience
    letter_for = about.letters(told[0]) if about.letters else None
    if letter_for is None:
        return
    people = [one.recipient for one in told if one.recipient.is_active]
    readers = {person.pk for person in audiences.readers(people, audience)}
    own = Preference.objects.filter(kind=about.name, user__in=readers)
    wishes = {preference.user_id: {about.name: preference} for preference in own}
    needed = about.needed(told[0], readers) if about.needed else set()
    for one in told:
        wanted = about.by("mail", wishes.get(one.recipient_id, {})) or one.recipient_id in needed
        if one.recipient_id in readers and wanted:
            yield one, about, letter_for


def compose(notification: Notification, about: Kind, letter_for) -> OutgoingMail:
    """The mail about a notification in the language and on the clock of its recipient, not saved yet."""
    person = notification.recipient
    with translation.override(person.language), timezone.override(person.zone):
        letter: Letter = letter_for(person)
        context = {
            **letter.shown,
            "sentence": notification.sentence,
            "button": about.button,
            "url": letter.url or absolute(notification.url),
            "reason": about.label,
            "unsubscribe": absolute(unsubscribe_path(person, about.name)),
            "settings_url": absolute(reverse("notifications:preferences")),
            "language": person.language,
        }
        return OutgoingMail(
            recipient=person,
            notification=notification,
            to=person.email,
            kind=about.name,
            audience=notification.audience,
            subject=one_line(notification.sentence),
            text=render_to_string(f"{letter.template}.txt", context),
            html=render_to_string(f"{letter.template}.html", context),
            calendar=letter.calendar,
            calendar_method=letter.calendar_method if letter.calendar else "",
        )


def one_line(text: str) -> str:
    """For a mail header: a line break would start a second header. What is too long ends between two words.

    One word that is too long by itself is cut.
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return f"{words} …" if words else f"{cut}…"


@task()
def catch_up() -> int:
    """Write the mails of events whose job was lost, as when a worker was stopped, or failed. Returns how many."""
    now = timezone.now()
    left = Notification.objects.standing().filter(mail_due=True)
    left = left.filter(created_at__lt=now - LEFT_AFTER, created_at__gt=now - TRIED_FOR)
    events: dict[tuple, list[int]] = {}
    for pk, *event in left.order_by("pk").values_list("pk", "kind", "url", "audience"):
        events.setdefault(tuple(event), []).append(pk)
    alone: list[int] = []
    together = each(events.values(), partial(_write_together, alone), atomic=False)
    rest = each(alone, lambda pk: write.call([pk]), atomic=False)
    return together.report() + rest.report()


def _write_together(alone: list[int], pks: list[int]) -> int:
    """All mails about one event; where the database refuses one of them, each is for `alone`."""
    try:
        return write.call(pks)
    except Error:
        if not connection.is_usable():
            raise
        alone.extend(pks)
        return 0


def write_anew(pks: Iterable[int]) -> None:
    """Mails about these that did not leave are written once more, in the words of now; what was read needs none.

    Those of kinds that write while it happens wait again as they are.
    """
    stayed = (OutgoingMail.Status.QUEUED, OutgoingMail.Status.DROPPED)
    due = Q(mail_due=True) | Q(outgoingmail__status__in=stayed)
    told = Notification.objects.unread().filter(due, pk__in=list(pks)).order_by("pk")
    events: dict[tuple, list[int]] = {}
    old, again = [], []
    for pk, mail, *event in told.values_list("pk", "outgoingmail", "kind", "url", "audience"):
        if kinds.get(event[0]).letters:
            events.setdefault(tuple(event), []).append(pk)
            old.append(mail)
        else:
            again.append(mail)
    if any(old):
        OutgoingMail.objects.filter(pk__in=[mail for mail in old if mail]).delete()
        Notification.objects.filter(pk__in=chain(*events.values())).update(mail_due=True)
    for event in events.values():
        transaction.on_commit(partial(write.enqueue, event))
    if again:
        waiting = OutgoingMail.objects.filter(pk__in=again)
        waiting.update(status=OutgoingMail.Status.QUEUED)
        for mail in waiting:
            enqueue(mail)
