from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.richtext.cleaning import clean_text, whole

from ..models import Organisation
from . import actions
from .queries import other_than, weight_of
from .rules import may_merge_organisations


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, slug):
    """Staff say that this organisation is the same as another one, which stays."""
    if not may_merge_organisations(request.user):
        raise Http404
    gone = get_object_or_404(Organisation, slug=slug)
    typed, error = clean_text(request.GET.get("q", "")[:100]), ""
    if request.method == "POST":
        into = Organisation.objects.filter(pk=whole(request.POST.get("into"), digits=18) or 0).first()
        if into is None:
            error = _("Choose the organisation that stays.")
        else:
            try:
                stays = actions.merge_organisations(actor=request.user, gone=gone, into=into)
                messages.success(
                    request, _("%(name)s is one organisation from now on.") % {"name": stays.name}
                )
                return redirect(stays)
            except ValidationError as refused:
                error = refused.messages[0]
    context = {
        "organisation": gone,
        "others": other_than(gone, typed),
        "typed": typed,
        "weight": weight_of(gone),
        "error": error,
    }
    return render(request, "organisations/merging/merge.html", context, status=422 if error else 200)
