from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.richtext.cleaning import clean_text

from .queries import MOST, found_by, label


@login_required
@require_safe
def options(request):
    """What fits what was typed so far, under a field in which an organisation is chosen."""
    typed = clean_text(next(iter(request.GET.values()), "")[:220])
    found = found_by(request.user, typed)[:MOST]
    return render(request, "organisations/choosing/options.html", {"labels": [label(one) for one in found]})
