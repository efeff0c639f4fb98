"""The door of the editors' screens."""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from community.knowledge.rules import is_editor


def editors_only(view):
    """Who is signed in and no editor reads whom to ask; sending them to sign in would send them round for ever."""

    @wraps(view)
    def at_the_door(request, *args, **kwargs):
        if request.user.is_authenticated and not is_editor(request.user):
            context = {
                "status": 403,
                "title": _("Only editors come in here"),
                "text": _(
                    "Ask an administrator of this site to make you an editor, if you write for the library."
                ),
            }
            return render(request, "home/error.html", context, status=403)
        return view(request, *args, **kwargs)

    return at_the_door
