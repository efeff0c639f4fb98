"""What somebody sends in a form is never lost between two pages: for every form that has a place in it."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from . import drafts_taken
from .actions import forget_draft
from .carrying import keep_unsent
from .models import Draft
from .places import ACCOUNT, FIELD, Place, asked, place_of, read, words_of
from .showing import shown

#: The cookie by which the browser hears that what it kept of a form was taken, and under which names that stands.
SENT = "sent"
_ANSWERED = {409, 422}  # the page itself shows the words again
_KEEPS = "richtext:draft"  # takes the words of every form


class WordsMiddleware:
    """Forgets the draft of what was taken, and keeps the words of what was not.

    Taken is what is answered with a redirect, as every form here is. A page with 409 or 422 shows the words itself;
    any other error (no longer allowed, gone, something broke) leaves them among the reader's drafts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = asked.set(request)
        try:
            response = self.get_response(request)
        finally:
            asked.reset(before)
        if request.method != "POST" or asked_by_script(request) or not request.user.is_authenticated:
            return response
        place = place_of(request)
        if place is None or place.user != request.user.pk or getattr(request, "words_are_settled", False):
            return response
        if 300 <= response.status_code < 400:
            taken(request, response, place, forget_draft(actor=request.user, place=place))
        elif response.status_code >= 400 and response.status_code not in _ANSWERED:
            keep_unsent(request, place)
        return response

    def process_view(self, request, view, args, kwargs):
        """A form is taken from the account that opened it, at the address that it was made for, or not at all.

        What a page sends beside its forms, such as how far somebody read, only names the account (`ACCOUNT`).
        """
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        own = str(request.user.pk)
        if request.POST.get(ACCOUNT, own) != own:
            return _other_account(request)
        if not request.POST.get(FIELD):
            return None
        place = read(request.POST)
        if place is None:
            text = _("This form was changed on its way here. Nothing was sent.")
            return _refusal(request, text, "richtext/changed_form.html")
        if place.user != request.user.pk:
            return _other_account(request)
        elsewhere = place.action and place.action != request.path
        if elsewhere and request.resolver_match.view_name != _KEEPS:
            keep_unsent(request, place)
            text = _("This form was sent to another address than it was made for. Nothing was sent.")
            return _refusal(request, text, "richtext/other_address.html")
        return None


def taken(request, response, place: Place, draft: Draft | None):
    """Tell the browser under which names it may forget what it kept: this page, and the one that wrote `draft`."""
    keys = place.key if draft is None else f"{place.key}|{place.name}.{draft.opened}"
    drafts_taken.mark(place)
    response.set_cookie(SENT, keys, max_age=600, samesite="Lax", secure=request.is_secure())
    request.words_are_settled = True
    return response


def _other_account(request):
    text = _("Somebody else is signed in here now. Nothing was sent.")
    return _refusal(request, text, "richtext/other_account.html", other_account=True)


def _refusal(request, text: str, template: str, **why):
    if asked_by_script(request):
        return JsonResponse({"error": text, **why}, status=403)
    return render(request, template, {"words": shown(words_of(request.POST))}, status=403)


def asked_by_script(request) -> bool:
    """A script asks, so a page to sign in on is no answer. https://www.w3.org/TR/fetch-metadata/"""
    return (
        request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or "HX-Request" in request.headers
        or request.headers.get("Accept", "").startswith("application/json")
    )
