from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.tables import download, written

from ..door import staff_only
from ..paging import page_of
from .forms import LogForm
from .queries import entries, lines

MOST_ROWS = 5000  # of one download


@staff_only
@require_safe
def log(request):
    """Who did what, the newest first: of one person, one kind, one network or one day."""
    form = LogForm(request.GET or None)
    found = entries(**form.cleaned_data) if form.is_valid() else entries()
    page = page_of(found, request.GET.get("after", ""), falling=True)
    asked = request.GET.dict()
    chosen = {name: asked[name][:100] for name in form.fields if asked.get(name)}
    context = {
        "tab": "log",
        "form": form,
        "lines": lines(page.rows),
        "page": page,
        "chosen": urlencode(chosen, errors="replace"),
    }
    return render(request, "staff/log/log.html", context)


@staff_only
@require_safe
def log_table(request):
    """The same for a spreadsheet, the newest 5,000."""
    form = LogForm(request.GET or None)
    found = entries(**form.cleaned_data) if form.is_valid() else entries()
    rows = [
        [
            timezone.localtime(line.entry.at).strftime("%Y-%m-%d %H:%M"),
            strip_tags(line.sentence),
            ", ".join(line.facts),
        ]
        for line in lines(list(found.order_by("-pk")[:MOST_ROWS]))
    ]
    return download(written([_("When"), _("What happened"), _("More")], rows), "logboek")
