"""Pages as visitors see them, kept whole until something in the house changes."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_from_request

from community.kept.stamps import stamps

SECONDS = 60  # a page that says "in 2 hours" may be this old
LONGEST_KEY = 240
HARMLESS_COOKIES = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "theme"}


class VisitorPageMiddleware:
    """Gives a visitor the page the last visitor got, when it carries nothing of one person's own.

    Only for a GET without a session or message; kept only when the answer is a whole page without nonce or `no-store`
    that set no cookie: a form with a token always sets one, also for who has it already. The stamp `house` is touched
    by every change that is recorded.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.method != "GET"
            or not HARMLESS_COOKIES.issuperset(request.COOKIES)
            or _is_partial(request)
        ):
            return self.get_response(request)
        key = _key(request)
        if len(key) > LONGEST_KEY:
            return self.get_response(request)
        kept = cache.get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _is_for_everyone(request, response):
            cache.set(key, (response.content, dict(response.items())), SECONDS)
        return response


def _key(request) -> str:
    """Everything the page of a visitor depends on."""
    theme = request.COOKIES.get("theme", "")
    looks = (get_language_from_request(request), theme if theme in ("light", "dark") else "")
    address = f"{request.scheme}.{request.get_host()}{request.get_full_path()}"
    return ".".join(["page", stamps(["house"])["house"], str(timezone.localdate()), *looks, address])


def _is_partial(request) -> bool:
    return any(name in request.headers for name in ("HX-Request", "Range", "Authorization"))


def _is_for_everyone(request, response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith("text/html")
        and "no-store" not in response.get("Cache-Control", "")
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and not request.user.is_authenticated
    )
