"""The address of a link that many can use. Only the server can write it, and nothing secret is kept."""

from django.core import signing
from django.urls import reverse

from community.richtext.cleaning import whole

from ..models import InvitationLink

_signer = signing.Signer(salt="networks.invitation_link")


def path_of(link: InvitationLink) -> str:
    """The address, without the name of the server."""
    return reverse("networks:by_link", args=[_signer.sign(str(link.pk))])


def link_behind(signed: str) -> InvitationLink | None:
    """The link with this address, whether or not it still works; None for one that nobody made."""
    try:
        number = whole(_signer.unsign(signed))
    except signing.BadSignature:
        return None
    if number is None:
        return None
    found = InvitationLink.objects.select_related("network", "organisation", "made_by")
    return found.filter(pk=number).first()
