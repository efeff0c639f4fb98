"""What somebody sends in a form is never lost between two pages: for every form that has `{% draft %}` in it."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .actions import forget_draft
from .carrying import keep_unsent
from .places import place_of

#: The cookie by which the browser hears that what it kept of a form was taken: the name of its place.
SENT = "sent"
_ANSWERED = {409, 422}  # the page itself shows the words again


class WordsMiddleware:
    """Forgets the draft of what was taken, and keeps the words of what was not.

    Taken is what is answered with a redirect, as every form here is. A page with 409 or 422 shows the words itself;
    any other error (no longer allowed, gone, something broke) leaves them among the reader's drafts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or asked_by_script(request) or not request.user.is_authenticated:
            return response
        place = place_of(request)
        if place is None or place.user != request.user.pk or getattr(request, "words_are_kept", False):
            return response
        if 300 <= response.status_code < 400:
            forget_draft(actor=request.user, place=place.name)
            response.set_cookie(SENT, place.name, max_age=600, samesite="Lax", secure=request.is_secure())
        elif response.status_code >= 400 and response.status_code not in _ANSWERED:
            keep_unsent(request, place)
        return response

    def process_view(self, request, view, args, kwargs):
        """A page that was opened with another account sends nothing with this one."""
        place = place_of(request) if request.user.is_authenticated else None
        if place is None or place.user == request.user.pk:
            return None
        if asked_by_script(request):
            text = _("Somebody else is signed in here now. Nothing was sent.")
            return JsonResponse({"error": text, "other_account": True}, status=403)
        return render(request, "richtext/other_account.html", {"page": place.page}, status=403)


def asked_by_script(request) -> bool:
    """A script asks, so a page to sign in on is no answer. https://www.w3.org/TR/fetch-metadata/"""
    return (
        request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or "HX-Request" in request.headers
        or request.headers.get("Accept", "").startswith("application/json")
    )
