"""Certificates of attendance: who was there for enough hours of a network's meetings, with a code to verify it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.members.models import User
from community.networks.models import Network
from community.notifications.actions import notify

from ..meetings.rules import may_schedule_meeting
from .models import Certificate
from .queries import minutes_of, records


@transaction.atomic
def issue(*, actor: User, network: Network, since: date, until: date) -> list[Certificate]:
    """Give everyone who earned it a certificate. Who has one that still says the same keeps it.

    One that no longer holds is voided, and a new one with a new code replaces it if it is still earned. Raises
    `PermissionDenied`, and `ValidationError` for a period that ends before it begins.
    """
    if not may_schedule_meeting(actor, network):
        raise PermissionDenied
    if until < since:
        raise ValidationError(_("The last day comes after the first."))
    Network.objects.select_for_update().get(pk=network.pk)  # two facilitators, one certificate each
    issued = []
    for row in records(network, since, until):
        told = [
            {"day": m.local_start.date().isoformat(), "title": m.title, "minutes": minutes_of(m)}
            for m in row.meetings
        ]
        own = network.certificates.select_for_update().filter(person=row.person, voided_at=None)
        same = False
        for old in own.filter(since__lte=until, until__gte=since):
            same = row.earns_it and old.meetings == told and old.minutes_held == row.held
            if not same:
                old.voided_at = timezone.now()
                old.save(update_fields=["voided_at"])
        if same or not row.earns_it:
            continue
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
            meetings=told,
            issued_by=actor,
        )
        issued.append(made)
        notify(
            kind="events/certificate",
            to=[row.person],
            actor=None,
            url=made.get_absolute_url(),
            audience=f"person:{row.person.pk}",
            data={"network": network.name},
        )
    record(
        actor=actor,
        verb="events.certificates_issued",
        about=network,
        network_id=network.pk,
        count=len(issued),
    )
    return issued
