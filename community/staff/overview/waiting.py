"""What waits for a person, the oldest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.networks.models import Invitation, JoinRequest
from community.notifications.models import OutgoingMail

from ..tasks.queries import jobs

MOST = 7


@dataclass(frozen=True)
class Waiting:
    """One thing that a person has to do: since when, what it is, some facts, and the button that leads to it."""

    since: datetime
    icon: str
    title: str
    facts: list[str]
    url: str
    button: str

    @property
    def days(self) -> int:
        return (timezone.localdate() - timezone.localtime(self.since).date()).days


def bounced_invitations():
    """Invitations that are still open and whose last mail could not be delivered."""
    mails = OutgoingMail.objects.filter(to__iexact=OuterRef("email"), kind="", recipient=None)
    open_ones = Invitation.objects.filter(
        accepted_at=None, expires_at__gt=timezone.now(), network__closed_at=None
    )
    last = Subquery(mails.order_by("-pk").values("status")[:1])
    return open_ones.annotate(last_mail=last).filter(last_mail=OutgoingMail.Status.FAILED)


def waiting_requests():
    """Requests to join that no facilitator answered yet."""
    return JoinRequest.objects.filter(status=JoinRequest.Status.WAITING, network__closed_at=None)


def _invitations() -> list[Waiting]:
    found = list(bounced_invitations().select_related("network").order_by("created_at")[:50])
    if not found:
        return []
    return [
        Waiting(
            found[0].created_at,
            "mail",
            ngettext("%(n)d invitation came back", "%(n)d invitations came back", len(found))
            % {"n": len(found)},
            [_addresses([one.email for one in found])],
            reverse("staff:invitations"),
            _("Look"),
        )
    ]


def _addresses(addresses: list[str]) -> str:
    if len(addresses) == 1:
        return addresses[0]
    return ngettext("%(first)s and %(n)d other", "%(first)s and %(n)d others", len(addresses) - 1) % {
        "first": addresses[0],
        "n": len(addresses) - 1,
    }


def _requests() -> list[Waiting]:
    """A facilitator answers them; staff see that somebody does."""
    count = waiting_requests().aggregate(number=Count("pk"), first=Min("created_at"))
    if not count["number"]:
        return []
    title = ngettext(
        "%(n)d request to join waits for a facilitator",
        "%(n)d requests to join wait for a facilitator",
        count["number"],
    )
    return [
        Waiting(
            count["first"],
            "user",
            title % {"n": count["number"]},
            [],
            reverse("staff:requests"),
            _("Look"),
        )
    ]


def _failed_mails() -> list[Waiting]:
    """One line for all to addresses at which nothing arrived since; invitations have a line of their own."""
    later = OutgoingMail.objects.filter(
        to=OuterRef("to"), pk__gt=OuterRef("pk"), status=OutgoingMail.Status.SENT
    )
    failed = OutgoingMail.objects.filter(~Exists(later), status=OutgoingMail.Status.FAILED)
    failed = failed.exclude(to__in=bounced_invitations().values("email"))
    count = failed.aggregate(number=Count("pk"), first=Min("due_at"))
    if not count["number"]:
        return []
    title = ngettext("%(n)d mail did not arrive", "%(n)d mails did not arrive", count["number"])
    return [
        Waiting(
            count["first"],
            "mail",
            title % {"n": count["number"]},
            [],
            reverse("staff:mail"),
            _("Look"),
        )
    ]


def _jobs() -> list[Waiting]:
    """What happens by itself and does not."""
    failed, late = _("%(job)s fails"), _("%(job)s did not run")
    return [
        Waiting(
            job.since,
            "gear",
            (late if job.state == "late" else failed) % {"job": job.words},
            [],
            reverse("staff:tasks"),
            _("Look"),
        )
        for job in jobs()
        if job.since
    ]


FINDERS: list[Callable[[], list[Waiting]]] = [_requests, _invitations, _failed_mails, _jobs]


def waiting() -> list[Waiting]:
    """Everything that waits for a person, the oldest first."""
    return sorted((one for find in FINDERS for one in find()), key=lambda one: one.since)
