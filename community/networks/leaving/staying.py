"""What of a network stays with an organisation when one of its people changes their work."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.members.models import User
from community.organisations.models import Organisation
from community.organisations.working.staying import Passing, Stays

from ..actions.people import add_participant, leave
from ..models import Membership, Network, Participant, Signature


def stays(person: User, organisation: Organisation) -> list[Stays]:
    """Their places in running networks, and what they signed for the organisation there."""
    parts = Participant.objects.active().filter(
        user=person, organisation=organisation, network__closed_at=None
    )
    found = [_seat(part) for part in parts.select_related("network").order_by("network__folded")]
    signed = Signature.objects.filter(signed_by=person, organisation=organisation)
    signed = signed.filter(agreement__network__closed_at=None).select_related("agreement__network")
    newest = {one.agreement.network_id: one for one in signed.order_by("agreement__version")}
    return found + [_signature(one) for one in newest.values()]


def _seat(part: Participant) -> Stays:
    facilitates = part.role == Participant.Role.FACILITATOR
    return Stays(
        key=f"seat-{part.pk}",
        icon="net",
        title=_("Place in %(network)s") % {"network": part.network.name},
        facts=(str(part.get_role_display()),),
        asks=not facilitates,
        note=_("stays with you") if facilitates else "",
    )


def _signature(one: Signature) -> Stays:
    return Stays(
        key=f"signature-{one.pk}",
        icon="edit",
        title=_("Signature under the working agreements of %(network)s")
        % {"network": one.agreement.network.name},
        facts=(_("signed on %(day)s") % {"day": date_format(one.signed_at, "j F Y")},),
        asks=False,
        note=_("stays valid"),
    )


def pass_on(passing: Passing) -> None:
    """The successor takes part for the organisation; who leaves goes, or stays for where they work now.

    Facilitators stay. A signature stays as it is.
    """
    kind, _dash, number = passing.key.partition("-")
    if kind != "seat":
        return
    part = Participant.objects.select_related("network", "user").get(pk=number)
    network = Network.objects.select_for_update().get(pk=part.network_id)
    if passing.successor and not network.participants.active().filter(user=passing.successor).exists():
        add_participant(
            actor=passing.person, network=network, user=passing.successor, organisation=passing.organisation
        )
    members = Membership.objects.current().filter(network=network)
    if passing.moves_to and members.filter(organisation=passing.moves_to).exists():
        part.organisation = passing.moves_to
        part.save(update_fields=["organisation"])
    elif part.role == Participant.Role.FACILITATOR:
        part.organisation = None
        part.save(update_fields=["organisation"])
    else:
        leave(part, actor=None)
