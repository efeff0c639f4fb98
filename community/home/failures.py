"""When what the house stands on is away or full: a true sentence, made without asking anything of it."""

import errno

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

RETRY_SECONDS = 15
FULL = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's own number for it
UNREACHABLE = (
    "locked",
    "unable to open",
    "disk i/o",
    "readonly",
)  # what SQLite says when it can be asked again later
SENTENCES = {
    413: (
        _("This is too large"),
        _("What you sent is larger than we can take, so we kept none of it. Choose a smaller file."),
    ),
    503: (
        _("We cannot reach our data right now"),
        _("What you just sent was not kept. Leave this page open and try again in a minute."),
    ),
    507: (
        _("Our disk is full"),
        _("What you just sent was not kept. Copy it somewhere else, and tell whoever runs this site."),
    ),
}


def status_of(error: BaseException | None) -> int | None:
    """503 for a database that is away, 507 for a disk that is full; None for an error of our own.

    What went wrong first may stand behind other errors, so the whole chain is looked at.
    """
    while error is not None:
        if _is_full(error):
            return 507
        if _is_away(error):
            return 503
        error = error.__cause__ or error.__context__
    return None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.__cause__, "sqlstate", None) == DISK_FULL or "disk is full" in str(error)


def _is_away(error: BaseException) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if settings.DATABASE["ENGINE"].endswith("sqlite3"):
        return any(words in str(error).lower() for words in UNREACHABLE)
    return True


def page(request, status: int) -> HttpResponse:
    """The sentence of this status: as a page for who opens one, as JSON for a call of a script."""
    with translation.override(translation.get_language_from_request(request)):
        title, text = map(str, SENTENCES[status])
        if "text/html" in request.headers.get("Accept", ""):
            content = {"title": title, "text": text, "language": translation.get_language()}
            response = HttpResponse(render_to_string("home/failure.html", content), status=status)
        else:
            response = JsonResponse({"error": f"{title}. {text}"}, status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'self'; object-src 'none'; base-uri 'none'"
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


class LargestBodyMiddleware:
    """Refuses a request by the length it says it has, before anything of it is read.

    A body without a length is counted by the server while it comes in (`community/live/server.py`).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_BODY:
            return page(request, 413)
        return self.get_response(request)
