"""The door of the editors' screens."""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _

from community.knowledge.rules import is_editor
from community.members.models import User

MOST_NAMED = 2


def editors_only(view):
    """Who is signed in and no editor reads whom to ask; sending them to sign in would send them round for ever."""

    @wraps(view)
    def at_the_door(request, *args, **kwargs):
        if request.user.is_authenticated and not is_editor(request.user):
            context = {
                "title": _("The editors' screens are for who writes articles"),
                "text": _("Ask %(names)s for access.") % {"names": _administrators()},
            }
            return render(request, "home/error.html", context, status=403)
        return view(request, *args, **kwargs)

    return at_the_door


def _administrators() -> str:
    """Who gives access, by name: at most two."""
    found = User.objects.filter(is_active=True, is_superuser=True).order_by("date_joined", "pk")
    names = list(found.values_list("name", flat=True)[:MOST_NAMED])
    return _(" or ").join(names) or _("an administrator")
