"""Each question of the welcome, answered; what is told here is kept where it belongs, not in the welcome."""

import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from community.journal.actions import record
from community.kept.stamps import touch
from community.members.actions import change_photo, change_profile
from community.members.handles import free_handle
from community.members.models import User
from community.networks.models import Agreement, Network, Participant
from community.notifications.actions import notify
from community.notifications.kinds import Group
from community.notifications.wishes import choose_mail
from community.organisations.working.actions import claim_work
from community.richtext.cleaning import clean_text
from forum.actions import start_topic
from forum.models import Board, Topic

from .models import Arrival
from .rules import may_be_welcomed

Step = Arrival.Step
#: The kinds of news that somebody hears of by mail, by what they chose; None is as the house does it.
MAILS: dict[str, Collection[Group] | None] = {
    "mine": None,
    "meetings": (Group.MEETINGS, Group.HOSTING, Group.AROUND),
    "none": (),
}


def begin(*, user: User, network: Network, invited_by: User | None = None) -> Arrival:
    """Somebody came in. A second time changes nothing: a welcome that is over does not come back."""
    touch(f"reader.{user.pk}")  # Today offers to go on with it
    before = Participant.objects.filter(user=user).exclude(network=network).exists()
    arrival, _made = Arrival.objects.get_or_create(
        network=network,
        user=user,
        defaults={"invited_by": invited_by, "short": before, "step": Step.HEAR if before else Step.WHO},
    )
    return arrival


def _held(actor: User, arrival: Arrival) -> Arrival:
    """The welcome as it is now; nobody else answers it meanwhile. Raises `PermissionDenied`."""
    found = Arrival.objects.select_for_update(of=("self",)).select_related("network").get(pk=arrival.pk)
    if not may_be_welcomed(actor, found):
        raise PermissionDenied
    return found


def _go_on(arrival: Arrival, answered: str, **kept: Any) -> Arrival:
    """The next question waits, unless they were further already."""
    order = arrival.steps
    at, then = order.index(arrival.step), order.index(answered) + 1
    if at < then < len(order):
        kept["step"] = order[then]
    for name, value in kept.items():
        setattr(arrival, name, value)
    if kept:
        arrival.save(update_fields=list(kept))
    return arrival


@transaction.atomic
def tell_who(*, actor: User, arrival: Arrival, name: str, languages: Collection[str]) -> Arrival:
    """What somebody is called, and which languages (codes) they speak.

    A handle that was made from a mail address gives way to one from the name. Raises `PermissionDenied`, and
    `ValidationError` by field: `name`.
    """
    arrival = _held(actor, arrival)
    fields = {"name": name}
    if actor.name == actor.email.partition("@")[0]:
        fields["handle"] = free_handle(name)
    change_profile(actor=actor, user_fields=fields, profile_fields={}, languages=languages)
    return _go_on(arrival, Step.WHO)


@transaction.atomic
def tell_work(*, actor: User, arrival: Arrival, role: str, elsewhere: str = "") -> Arrival:
    """What somebody does, in their own words, and where, when it is not where whoever invited them wrote.

    Who facilitates the network hears of the latter and puts it right. Who works where it was written says so, and
    whoever speaks for that organisation is asked to confirm it. Raises `PermissionDenied`.
    """
    arrival = _held(actor, arrival)
    if not elsewhere:
        _work_here(actor, arrival.network, role)
    change_profile(actor=actor, user_fields={}, profile_fields={"role": role})
    if elsewhere and elsewhere != arrival.works_elsewhere:
        parts = arrival.network.participants.active().facilitators()
        notify(
            kind="home/works_elsewhere",
            to=User.objects.filter(participations__in=parts),
            actor=actor,
            url=f"{arrival.network.get_absolute_url()}members/",
            audience=arrival.network.audience,
            data={"network": arrival.network.name, "organisation": elsewhere},
        )
    return _go_on(arrival, Step.WORK, works_elsewhere=elsewhere)


def _work_here(person: User, network: Network, role: str) -> None:
    """Somebody works at the organisation they take part for; who does so already need not say it."""
    part = network.participants.active().select_related("organisation").get(user=person)
    if (
        part.organisation is None
        or person.affiliations.current().filter(organisation=part.organisation).exists()
    ):
        return
    claim_work(actor=person, organisation=part.organisation, work=role)


@transaction.atomic
def tell_photo(*, actor: User, arrival: Arrival, upload: UploadedFile | None = None) -> Arrival:
    """A photo, or none for now. Raises `PermissionDenied`, and `ValidationError` for what is no picture."""
    arrival = _held(actor, arrival)
    if upload is not None:
        change_photo(actor=actor, upload=upload)
    return _go_on(arrival, Step.PHOTO)


@transaction.atomic
def skip(*, actor: User, arrival: Arrival, step: str) -> Arrival:
    """An answer that may wait. Raises `PermissionDenied`, also for the last question: that one has an answer."""
    arrival = _held(actor, arrival)
    if step not in arrival.steps[:-1]:
        raise PermissionDenied
    return _go_on(arrival, step)


@transaction.atomic
def come_in(
    *, actor: User, arrival: Arrival, mail: str | None = None, agreement: Agreement | None = None
) -> Arrival:
    """Over the bridge: how much mail somebody wants (a key of `MAILS`, None leaves it), and yes to the agreements.

    `agreement` is the version they read. A second time changes nothing. Raises `PermissionDenied`, and
    `ValidationError` when a newer version was published meanwhile.
    """
    arrival = _held(actor, arrival)
    if arrival.finished_at:
        return arrival
    current = arrival.network.agreements.first()
    if current != agreement:
        raise ValidationError(
            _("The working agreements were changed a moment ago. Read them, and come in then.")
        )
    if mail is not None:
        choose_mail(person=actor, groups=MAILS[mail])
    now = timezone.now()
    arrival.agreement, arrival.agreed_at = current, now if current else None
    arrival.finished_at, arrival.put_away_at = now, None
    arrival.save(update_fields=["agreement", "agreed_at", "finished_at", "put_away_at"])
    touch(f"reader.{actor.pk}")
    version = {"version": current.version} if current else {}
    record(actor=actor, verb="home.came_in", about=arrival, network_id=arrival.network_id, **version)
    return arrival


@transaction.atomic
def put_away(*, actor: User, arrival: Arrival) -> Arrival:
    """Today no longer asks to go on. Raises `PermissionDenied`."""
    arrival = _held(actor, arrival)
    if arrival.is_open:
        arrival.put_away_at = timezone.now()
        arrival.save(update_fields=["put_away_at"])
        touch(f"reader.{actor.pk}")
    return arrival


@transaction.atomic
def introduce(*, actor: User, arrival: Arrival, board: Board, sentence: str, client_id: uuid.UUID) -> Topic:
    """Say in a sentence who you are, as a topic on a board of the network. Sent twice, it exists once.

    Raises `PermissionDenied`, and `ValidationError` for a sentence without words.
    """
    arrival = _held(actor, arrival)
    if board.network_id != arrival.network_id:
        raise PermissionDenied
    text = " ".join(clean_text(sentence).split())
    if not text:
        raise ValidationError(_("Write something first."))
    return start_topic(
        actor=actor,
        board=board,
        title=_("%(name)s says hello") % {"name": actor.name},
        html=format_html("<p>{}</p>", text),
        client_id=client_id,
    )
