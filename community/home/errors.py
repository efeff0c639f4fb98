"""The pages for what went wrong."""

import sys

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from community.networks.closing.refusing import NetworkClosed
from community.richtext.carrying import keep_unsent
from community.richtext.places import place_of

from . import failures


def _error(request, status: int, title, text, name: str = "home/error.html"):
    response = render(request, name, {"title": title, "text": text, "status": status}, status=status)
    return response


def bad_request(request, exception=None):
    return _error(request, 400, _("We do not understand this request"), _("Go back and try once more."))


def forbidden(request, exception=None):
    if isinstance(exception, NetworkClosed):
        title, text = (
            _("This network is closed"),
            _("Everything stays readable, but nobody can post any more."),
        )
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": f"{title}. {text}"}, status=403)
        return _error(request, 403, title, text)
    return _error(
        request,
        403,
        _("You may not do this"),
        _("Ask the facilitator of the network if you think you should."),
    )


def not_found(request, exception=None):
    text = _("It may have moved, or it is only for the members of a network. Signing in may help.")
    if request.user.is_authenticated:
        text = _(
            "It may have moved, or it is only for the members of a network in which you do not take part."
        )
    return _error(request, 404, _("This page is not here, or not for you"), text)


def csrf_failure(request, reason=""):
    """A form with an old token, as after signing in anew elsewhere: its writer finds the words in their drafts."""
    place = place_of(request)
    if place and place.user == request.user.pk and keep_unsent(request, place):
        return redirect("richtext:drafts")
    return _error(
        request,
        403,
        _("This page was open too long"),
        _("Go back, load the page again and send it once more."),
    )


def server_error(request):
    """Without anything that could fail once more: no account, no database, no frame around the page."""
    if status := failures.status_of(sys.exc_info()[1]):
        return failures.page(request, status)
    kept = place_of(request) is not None  # what a form with a place sent is kept for its writer
    return HttpResponse(render_to_string("500.html", {"kept": kept}), status=500)
