"""What a link in a mail opens: the question to receive a meeting."""

from django.core import signing
from django.urls import reverse

from community.addresses import absolute
from community.members.models import User

from ..meetings.standing import part_in
from .models import HostRequest

SALT = "events.host_request"


def request_link(request: HostRequest, person: User) -> str:
    """The link in the mail: it lets this person answer for their organisation without signing in."""
    return absolute(request_path(request, person))


def request_path(request: HostRequest, person: User) -> str:
    return reverse("events:host_request", args=[signing.dumps([request.pk, person.pk], salt=SALT)])


def open_request(token: str) -> tuple[HostRequest, User] | None:
    """What is asked, and who may answer by this link; None when it is forged or its right is gone."""
    try:
        request_pk, person_pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    related = (
        "meeting__network",
        "meeting__venue",
        "meeting__host",
        "meeting__presented_by",
        "host",
        "before",
    )
    request = HostRequest.objects.select_related(*related).filter(pk=request_pk).first()
    person = User.objects.filter(pk=person_pk, is_active=True).first()
    if request is None or person is None or request.meeting.network is None:
        return None
    if request.meeting.is_cancelled or request.meeting.is_over:
        return None
    part = part_in(request.meeting.network, person)
    return (request, person) if part and part.organisation_id == request.host_id else None
