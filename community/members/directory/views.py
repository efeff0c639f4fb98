from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.richtext.cleaning import clean_text, whole

from .. import circles
from ..languages import KNOWN, name_of
from . import queries

ORDER_KEPT = "surnames"  # in the session


def _asked(request) -> queries.Asked:
    """What the address asks; what it does not name, or names wrongly, is not asked."""
    told = request.GET
    order = told.get("surnames") or request.session.get(ORDER_KEPT, "be")
    return queries.Asked(
        words=clean_text(told.get("q", "")[:100]).strip(),
        language=told.get("language", "") if told.get("language") in KNOWN else "",
        network=whole(told.get("network")),
        organisation=clean_text(told.get("organisation", "")[:60]),
        order=order if order in queries.ORDERS else "be",
        after=whole(told.get("after")),
    )


@login_required
@require_safe
def directory(request):
    """Everyone the reader may know about: by what they help with, a language, a network or an organisation."""
    asked = _asked(request)
    if request.GET.get("surnames") in queries.ORDERS:
        request.session[ORDER_KEPT] = asked.order
    found = queries.find(request.user, asked)
    networks = circles.groups_of(request.user)
    organisations = queries.organisations_of(request.user)
    filters = [
        ("q", asked.words, asked.words),
        ("language", asked.language, _("speaks %(language)s") % {"language": name_of(asked.language)}),
        ("network", asked.network, dict(networks).get(asked.network, "")),
        ("organisation", asked.organisation, dict(organisations).get(asked.organisation, asked.organisation)),
    ]
    chosen = {name: value for name, value, _words in filters if value}
    without = [
        (words, urlencode({key: value for key, value in chosen.items() if key != name}))
        for name, value, words in filters
        if value and words
    ]
    context = {
        "asked": asked,
        "found": found,
        "languages": [(code, name) for name, code in sorted((name_of(code), code) for code in KNOWN)],
        "networks": networks,
        "organisations": organisations,
        "chosen": without,
        "query": urlencode(chosen),
        "fitting": [] if chosen or asked.after else queries.fitting(request.user),
    }
    return render(request, "members/directory.html", context)
