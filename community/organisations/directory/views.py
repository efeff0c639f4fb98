from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..models import Organisation
from .chart import chart
from .plane import HIGH, WIDE
from .queries import domains_in_use, find_organisations
from .together import source
from .wanted import KILOMETRES, read

ROOMS = [
    ("room", _("A room to meet")),
    ("step_free", _("Step-free")),
    ("hybrid", _("Equipped for hybrid meetings")),
]


@require_safe
def directory(request):
    """The organisations that the reader may know about, as a list and on a map."""
    wanted = read(request.GET)
    found = find_organisations(request.user, wanted)
    together = source()
    groups = together.groups(request.user) if together else []
    filters = [
        ("kind", _("Kind"), Organisation.Kind.choices, wanted.kind),
        ("class", _("Partner class"), Organisation.PartnerClass.choices, wanted.classes),
        ("network", _("Network"), [(one.slug, one.name) for one in groups], wanted.network),
        (
            "domain",
            _("Works on"),
            [(one.slug, one.name) for one in domains_in_use(request.user)],
            wanted.domain,
        ),
    ]
    if request.user.is_authenticated:
        filters.append(("room", _("Room"), ROOMS, wanted.room))
    context = {
        "wanted": wanted,
        "found": found,
        "chart": chart(found, wanted),
        "chart_size": (WIDE, HIGH),
        "filters": [one for one in filters if one[2]],
        "kilometres": KILOMETRES,
        "closer": _closer(found, wanted),
    }
    return render(request, "organisations/directory/directory.html", context)


def _closer(found, wanted) -> dict[str, str]:
    """Where the same question is asked in another way."""
    return {
        "distance": wanted.address(by_name=False),
        "name": wanted.address(by_name=True),
        "wider": wanted.address(within=found.wider) if found.wider else "",
        "next": wanted.address(after=found.after) if found.after else "",
        "meant": wanted.address(around=wanted.meant.name) if wanted.meant else "",
        "everywhere": wanted.address(around=""),
    }
