"""The mails about one event, written by one job: nobody waits for them, and no row is locked meanwhile."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from itertools import chain, groupby

from django.db import Error, connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from community import later
from community.addresses import absolute
from community.richtext import audiences
from community.rows import each

from . import kinds
from .jobs import MAIL, enqueue
from .kinds import Kind, Letter, Several
from .models import Notification, OutgoingMail
from .queries import who_wants
from .unsubscribing import unsubscribe_path

TOGETHER = timedelta(minutes=2)
LEFT_AFTER = timedelta(minutes=10)
TRIED_FOR = timedelta(days=3)
LONGEST = 190  # letters of a subject


def write_later(notifications: Iterable[Notification], *, wait: bool = False) -> None:
    """Write the mails about these, which tell of one event, after the transaction.

    With `wait` a moment later, where the tasks can wait: what is told with the same bundle meanwhile comes along.
    """
    pks = [notification.pk for notification in notifications]
    if pks:
        later.enqueue(write, pks, at=timezone.now() + TOGETHER if wait else None, or_now=True)


@task(queue_name=MAIL)
def write(pks: list[int]) -> int:
    """Write the mails about one event and hand them to the outbox. Returns how many were written.

    Safe to run twice, also at a time: a notification has one mail. Who since the event may not read it any more,
    switched the mail off or was deactivated gets none. A mail that cannot be written is in the log and keeps nothing
    from the others; it is tried again for three days. What is withdrawn waits for being told again.
    """
    event, told = _due(pks)
    if not event:
        return 0
    wanted = list(_letters(event, told))
    made: dict[int, OutgoingMail | None] = {}
    outcome = each(wanted, lambda one: made.update({one[0].recipient_id: compose(*one)}), atomic=False)
    written = [mail for mail in made.values() if mail]
    failed = {one.recipient_id for one, *_how in wanted} - made.keys()
    done = [one.pk for ones in told.values() for one in ones if one.recipient_id not in failed]
    with transaction.atomic():
        OutgoingMail.objects.bulk_create(written, ignore_conflicts=True)
        Notification.objects.filter(pk__in=done).update(mail_due=False)
        new = OutgoingMail.objects.filter(message_id__in=[mail.message_id for mail in written])
        for mail in new:
            enqueue(mail)
    outcome.report()
    return len(new)


def _due(pks: list[int]) -> tuple[list[Notification], dict[int, list[Notification]]]:
    """Those of `pks` that a mail is due about, and all of their bundles, by person."""
    due = (
        Notification.objects.standing()
        .filter(mail_due=True)
        .select_related("recipient", "actor")
        .order_by("pk")
    )
    event = list(due.filter(pk__in=pks))
    found = event
    if event and event[0].bundle:
        same = due.filter(
            kind=event[0].kind, bundle=event[0].bundle, recipient__in=[o.recipient_id for o in event]
        )
        found = list(same.filter(Q(read_at=None) | Q(pk__in=pks)))
    told: dict[int, list[Notification]] = {}
    for one in found:
        told.setdefault(one.recipient_id, []).append(one)
    return event, told


def _letters(event: list[Notification], told: dict[int, list[Notification]]) -> Iterable[tuple]:
    """The newest notification of each person that a mail goes to, with what makes its letter."""
    about, audience = kinds.get(event[0].kind), event[0].audience
    letter_for = about.letters(event[0]) if about.letters else None
    people = [one.recipient for one in event if one.recipient.is_active]
    readers = {person.pk for person in audiences.readers(people, audience)}
    wanted = who_wants(about, "mail", readers)
    if about.needed and wanted < readers:
        wanted |= about.needed(event[0], readers - wanted)
    for person, ones in told.items():
        if person not in wanted:
            continue
        if len(ones) > 1 and about.several:
            yield ones[-1], about, partial(_of_several, about.several, ones, letter_for)
        elif letter_for:
            yield ones[-1], about, letter_for


def _of_several(several: Several, ones: list[Notification], letter_for, person) -> Letter | None:
    """One letter about many, or about the newest where nothing else is left to tell."""
    if letter := several.letter(ones):
        ones[-1].many = len(ones)
        return letter
    return letter_for(person) if letter_for else None


def compose(notification: Notification, about: Kind, letter_for) -> OutgoingMail | None:
    """The mail about a notification in the language and on the clock of its recipient, not saved yet.

    None when there is nothing left to tell.
    """
    person = notification.recipient
    with translation.override(person.language), timezone.override(person.zone):
        letter: Letter | None = letter_for(person)
        if letter is None:
            return None
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
        later.enqueue(write, event)
    if again:
        waiting = OutgoingMail.objects.filter(pk__in=again)
        waiting.update(status=OutgoingMail.Status.QUEUED)
        for mail in waiting:
            enqueue(mail)


def write_without(notifications: Iterable[Notification]) -> None:
    """Mails that wait and tell of one of these besides others are written once more, of what still stands."""
    bundled = [one for one in notifications if one.bundle]
    gone, bundles = {one.pk for one in bundled}, {one.bundle for one in bundled}
    if not gone:
        return
    rows = Notification.objects.filter(bundle__in=bundles).order_by("kind", "bundle", "recipient", "pk")
    waiting = OutgoingMail.Status.QUEUED
    old: list[int] = []
    events: dict[tuple, list[int]] = {}
    for (*event, _person), ones in groupby(
        rows.values_list("kind", "bundle", "recipient", "pk", "outgoingmail", "outgoingmail__status"),
        key=lambda row: row[:3],
    ):
        told: list[int] = []  # by one mail, which hangs on the last of them
        for *_row, pk, mail, status in ones:
            told.append(pk)
            if mail and status == waiting and gone.intersection(told):
                old.append(mail)
                events.setdefault(tuple(event), []).extend(told)
            told = [] if mail else told
    OutgoingMail.objects.filter(pk__in=old).delete()
    Notification.objects.filter(pk__in=chain(*events.values())).update(mail_due=True)
    for told in events.values():
        later.enqueue(write, told)
