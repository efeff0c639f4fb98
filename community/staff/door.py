"""The door of the pages for staff."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .rules import may_enter


def staff_only(view):
    """Who is signed in and no staff reads whom to ask; a visitor signs in first."""

    @login_required
    @wraps(view)
    def at_the_door(request, *args, **kwargs):
        if not may_enter(request.user):
            context = {
                "title": _("Only staff come in here"),
                "text": _("Your networks, your account and your organisation stand under More."),
            }
            return render(request, "home/error.html", context, status=403)
        return view(request, *args, **kwargs)

    return at_the_door
