"""Certificates of attendance: who was there for enough hours of a network's meetings, with a code to verify it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.members import clocks
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import hold, notify

from ..meetings.rules import may_schedule_meeting
from ..meetings.telling import LETTER
from .models import Certificate
from .queries import Record, minutes_of, records


@transaction.atomic
def issue(*, actor: User, network: Network, since: date, until: date) -> list[Certificate]:
    """Give everyone who earned it a certificate. Who has one that says the same keeps it.

    One that no longer holds for its own period, which may be another one that this one touches, is voided; a new one
    with a new code replaces it if it is still earned. Raises `PermissionDenied`, and `ValidationError` for a period
    that ends before it begins.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)  # two facilitators, one certificate each
    if not may_schedule_meeting(actor, network):
        raise PermissionDenied
    if until < since:
        raise ValidationError(_("The last day comes after the first."))
    touched = network.certificates.filter(voided_at=None, since__lte=until, until__gte=since)
    others = set(touched.values_list("since", "until")) - {(since, until)}
    issued = []
    periods = {period: records(network, *period) for period in [*sorted(others), (since, until)]}
    hold(row.person.pk for rows in periods.values() for row in rows)
    for (first, last), rows in periods.items():
        for row in rows:
            own = list(touched.filter(person=row.person))
            gone = [one for one in own if (one.since, one.until) == (first, last) and not _holds(one, row)]
            for one in gone:
                one.voided_at = timezone.now()
                one.save(update_fields=["voided_at"])
            stands = any(_says_the_same(one, row) for one in own if one not in gone)
            if row.earns_it and not stands and (gone or (first, last) == (since, until)):
                issued.append(_give(actor, network, row, first, last))
    record(
        actor=actor,
        verb="events.certificates_issued",
        about=network,
        network_id=network.pk,
        count=len(issued),
    )
    return issued


def _told(row: Record) -> list[dict]:
    return [
        {"day": m.local_start.date().isoformat(), "title": m.title, "minutes": minutes_of(m)}
        for m in row.meetings
    ]


def _says_the_same(certificate: Certificate, row: Record) -> bool:
    return certificate.meetings == _told(row) and certificate.minutes_held == row.held


def _holds(certificate: Certificate, row: Record) -> bool:
    return row.earns_it and _says_the_same(certificate, row)


def _give(actor: User, network: Network, row: Record, since: date, until: date) -> Certificate:
    made = Certificate.objects.create(
        network=network,
        person=row.person,
        name=row.person.name,
        organisation_name=row.organisation,
        network_name=network.name,
        since=since,
        until=until,
        minutes_attended=row.attended,
        minutes_held=row.held,
        meetings=_told(row),
        issued_by=actor,
    )
    notify(
        kind="events/certificate",
        to=[row.person],
        actor=None,
        url=made.get_absolute_url(),
        audience=f"person:{row.person.pk}",
        data={"network": network.name},
        template=LETTER,
        context=lambda person: {"parts": [{"title": "", "facts": _facts_of(made)}]},
    )
    return made


def _facts_of(made: Certificate) -> list[tuple[str, str]]:
    """What a certificate is for, for the mail."""
    period = f"{clocks.full_day(made.since)} – {clocks.full_day(made.until)}"
    hours = f"{made.minutes_attended // 60}.{made.minutes_attended % 60:02d}"
    return [(_("Network"), made.network_name), (_("Period"), period), (_("Hours"), hours)]
