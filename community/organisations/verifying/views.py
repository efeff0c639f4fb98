from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..making.rules import may_check_organisations
from .actions import verify_organisations
from .forms import VerifyForm
from .queries import State, judge

MOST_SHOWN = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Staff check many organisations at once: first what would happen, then they say so."""
    if not may_check_organisations(request.user):
        raise Http404
    form = VerifyForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "apply" in request.POST and not said.get("file"):
            try:
                done = verify_organisations(
                    actor=request.user,
                    lines=said["lines"],
                    make_new=said["make_new"],
                    all_or_nothing=said["all_or_nothing"],
                )
                text = _("%(checked)d checked, %(made)d added, %(left)d left alone.")
                messages.success(request, text % vars(done))
                return redirect("organisations:waiting")
            except ValidationError as error:
                form.add_error(None, error)
        context |= _looked_at(said)
        if not form.errors:
            context["form"] = VerifyForm(initial=said)
    return render(request, "organisations/verifying/verify.html", context, status=422 if form.errors else 200)


def _looked_at(said) -> dict:
    """What would happen, the lines that ask something first."""
    judged = judge(said["lines"])
    first = [State.WRONG, State.DOUBTFUL, State.DOUBLE, State.NEW, State.KNOWN]
    counts = Counter(one.state for one in judged)
    return {
        "judged": sorted(judged, key=lambda one: first.index(one.state))[:MOST_SHOWN],
        "counts": [(_words(state), counts[state]) for state in first if counts[state]],
        "hidden": max(0, len(judged) - MOST_SHOWN),
    }


def _words(state) -> str:
    return {
        State.KNOWN: _("known"), State.NEW: _("new"), State.DOUBTFUL: _("doubtful"), State.DOUBLE: _("double"),
        State.WRONG: _("wrong"),
    }[state]  # fmt: skip
