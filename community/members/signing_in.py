from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.richtext.carrying import carry
from community.richtext.middleware import asked_by_script
from community.richtext.places import page_of

from .adapters import LONGEST_WAY_BACK


class LateAnswerMiddleware:
    """What a script asked on a session that has ended may be answered after somebody signed in anew.

    Such an answer takes no cookie away, or the new session would go with it. A page does.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie["max-age"] == 0 and asked_by_script(request):
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response


class SignInMiddleware:
    """Whoever asks for something that needs an account is sent to sign in, and comes back to a page that opens.

    A script gets 401 and a sentence instead, from every address, so that it never takes the page to sign in on for
    success: `{"error": "…", "sign_in": "/account/login/"}`. What was posted after a session ended is carried to the
    drafts of its writer (`richtext/carrying.py`), where they are after signing in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not 300 <= response.status_code < 400 or request.user.is_authenticated:
            return response
        door = reverse("account_login")
        location = response.headers.get("Location", "")
        if urlsplit(location).path != door:
            return response
        if asked_by_script(request):
            return _refusal(door)
        if request.method not in ("GET", "HEAD"):
            back = reverse("richtext:drafts") if carry(request) else page_of(request)
            response["Location"] = f"{door}?{urlencode({'next': back})}" if back else door
        elif len(location) > LONGEST_WAY_BACK:
            response["Location"] = door
        return response


def _refusal(door: str) -> JsonResponse:
    text = _("You are signed out. Sign in, then try again.")
    response = JsonResponse({"error": text, "sign_in": door}, status=401)
    response["WWW-Authenticate"] = f'Cookie realm="Vonder", form-action="{door}"'  # RFC 9110 15.5.2 wants one
    return response
