import email
import email.policy
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from community.members.models import User
from community.richtext.cleaning import whole

from .world import DOMAIN

SEPARATOR = b"-" * 79
MOST_MAILS = 200


@require_POST
def enter(request):
    """Walk around as one of the people of the demo."""
    person = get_object_or_404(
        User, pk=whole(request.POST.get("person")), email__endswith=f"@{DOMAIN}", is_active=True
    )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)  # as signing in by code or password does
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = settings.LOGIN_REDIRECT_URL
    return redirect(target)


def mails() -> list[dict]:
    """Every mail that was sent, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.glob("*.log"), key=lambda p: p.stat().st_mtime_ns, reverse=True)[:MOST_MAILS]:
        found += [_read(raw.lstrip()) for raw in path.read_bytes().split(SEPARATOR) if raw.strip()]
    return found


def _read(raw: bytes) -> dict:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain = message.get_body(("plain",))
    calendar = next((p for p in message.walk() if p.get_content_type() == "text/calendar"), None)
    return {
        "id": str(message["Message-ID"] or "").strip("<>").split("@")[0],
        "to": message["To"],
        "subject": message["Subject"],
        "date": parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),
        "text": plain.get_content() if plain else "",
        "calendar": calendar.get_content() if calendar else "",
    }


@require_safe
def mailbox(request):
    """All mails of the demo."""
    found, to = mails(), request.GET.get("to", "")
    if to:
        found = [mail for mail in found if to.lower() in str(mail["to"]).lower()]
    return render(request, "demo/mailbox.html", {"mails": found, "to": to})


@require_safe
def mail(request, name):
    """One mail, as text, with its calendar part."""
    found = next((mail for mail in mails() if mail["id"] == name), None)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})
