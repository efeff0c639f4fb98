from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..models import FormerName, Organisation
from .sections import NARROW, WIDE, Look, shown


@require_safe
def organisation(request, slug):
    """An organisation: for visitors what it tells everyone, for members also how to get there and who to ask."""
    known = Organisation.objects.visible_to(request.user)
    found = known.filter(slug=slug).first()
    if found is None:
        former = FormerName.objects.filter(slug=slug, organisation__in=known).select_related("organisation")
        if moved := former.first():
            return redirect(moved.organisation, permanent=True)
        if not request.user.is_authenticated:  # whether or not it exists
            return redirect_to_login(request.get_full_path())
        raise Http404
    look = Look(request.user, found)
    context = {
        "organisation": found,
        "look": look,
        "wide": shown(look, WIDE),
        "narrow": shown(look, NARROW),
    }
    return render(request, "organisations/page/organisation.html", context)
