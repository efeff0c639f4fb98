"""What waits for a person, the oldest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.networks.models import Beginning, Invitation, JoinRequest
from community.notifications.models import OutgoingMail
from community.organisations.models import Claim, Organisation

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


def _counted(rows, moment: str, icon: str, words: Callable[[int], str], page: str) -> list[Waiting]:
    """One line for all of `rows`, since the first of them; `words` says how many."""
    count = rows.aggregate(number=Count("pk"), first=Min(moment))
    if not count["number"]:
        return []
    title = words(count["number"]) % {"n": count["number"]}
    return [Waiting(count["first"], icon, title, [], reverse(page), _("Look"))]


def _requests() -> list[Waiting]:
    """A facilitator answers them; staff see that somebody does."""

    def words(number):
        return ngettext(
            "%(n)d request to join waits for a facilitator",
            "%(n)d requests to join wait for a facilitator",
            number,
        )

    return _counted(waiting_requests(), "created_at", "user", words, "staff:requests")


def _proposals() -> list[Waiting]:
    """Networks that somebody proposes."""
    return [
        Waiting(
            one.changed_at,
            "net",
            _("%(name)s proposes the network %(network)s") % {"name": one.owner.name, "network": one.name},
            [],
            reverse("networks:proposal", args=[one.pk]),
            _("Answer"),
        )
        for one in Beginning.objects.proposed().select_related("owner").order_by("changed_at")[:50]
    ]


def _claims() -> list[Waiting]:
    """Who waits until somebody confirms where they work."""

    def words(number):
        return ngettext(
            "%(n)d person says where they work and waits for confirmation",
            "%(n)d people say where they work and wait for confirmation",
            number,
        )

    return _counted(Claim.objects.waiting(), "created_at", "home", words, "organisations:claims")


def _organisations() -> list[Waiting]:
    """Those that somebody added and nobody looked at yet."""

    def words(number):
        return ngettext("%(n)d new organisation to check", "%(n)d new organisations to check", number)

    rows = Organisation.objects.filter(checked_at=None)
    return _counted(rows, "created_at", "home", words, "organisations:waiting")


def _failed_mails() -> list[Waiting]:
    """One line for all to addresses at which nothing arrived since; invitations have a line of their own."""

    def words(number):
        return ngettext("%(n)d mail did not arrive", "%(n)d mails did not arrive", number)

    later = OutgoingMail.objects.filter(
        to=OuterRef("to"), pk__gt=OuterRef("pk"), status=OutgoingMail.Status.SENT
    )
    failed = OutgoingMail.objects.filter(~Exists(later), status=OutgoingMail.Status.FAILED)
    failed = failed.exclude(to__in=bounced_invitations().values("email"))
    return _counted(failed, "due_at", "mail", words, "staff:mail")


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


FINDERS: list[Callable[[], list[Waiting]]] = [
    _proposals,
    _requests,
    _claims,
    _invitations,
    _organisations,
    _failed_mails,
    _jobs,
]


def waiting() -> list[Waiting]:
    """Everything that waits for a person, the oldest first."""
    return sorted((one for find in FINDERS for one in find()), key=lambda one: one.since)
