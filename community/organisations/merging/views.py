from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.richtext.cleaning import clean_text

from ..models import Organisation
from . import actions
from .forms import MergeForm
from .queries import other_than, weight_of
from .rules import may_merge_organisations


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, slug):
    """Staff say that this organisation is the same as another one, which stays."""
    if not may_merge_organisations(request.user):
        raise Http404
    gone = get_object_or_404(Organisation, slug=slug)
    typed = clean_text(request.GET.get("q", "")[:100])
    others = other_than(gone, typed)
    form = MergeForm(request.POST if request.method == "POST" else None, gone=gone, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            stays = actions.merge_organisations(actor=request.user, gone=gone, into=form.cleaned_data["into"])
            messages.success(request, _("%(name)s is one organisation from now on.") % {"name": stays.name})
            return redirect(stays)
        except ValidationError as error:  # it went a moment ago
            form.add_error("into", error)
    context = {
        "organisation": gone,
        "form": form,
        "others": others,
        "typed": typed,
        "weight": weight_of(gone),
    }
    return render(request, "organisations/merging/merge.html", context, status=422 if form.errors else 200)
