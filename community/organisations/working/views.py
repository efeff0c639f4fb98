from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..models import Claim
from . import actions
from .confirming import asked_about
from .forms import AnswerForm, ClaimForm
from .queries import claims_for
from .rules import may_answer_claim


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request):
    """Where the reader works, worked, and said to work; and saying where else."""
    form = ClaimForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.claim_work(actor=request.user, **form.cleaned_data)
            messages.success(request, _asked(claim, request.user))
            return redirect("organisations:work")
        except ValidationError as error:
            form.add_error(None, error)
    affiliations = request.user.affiliations.select_related("organisation", "confirmed_by").order_by(
        "-since", "-pk"
    )
    claims = Claim.objects.filter(person=request.user, begun_at=None).exclude(status=Claim.Status.WITHDRAWN)
    context = {
        "form": form,
        "now": [one for one in affiliations if one.until is None],
        "before": [one for one in affiliations if one.until is not None],
        "claims": claims.select_related("organisation", "answered_by")[:20],
    }
    return render(request, "organisations/working/work.html", context, status=422 if form.errors else 200)


def _asked(claim: Claim, person) -> str:
    names = list(asked_about(claim.organisation, person).values_list("name", flat=True)[:2])
    if not names:
        return _("Your work is noted. It waits until somebody confirms it.")
    return _("%(names)s can confirm that you work there.") % {"names": _(" or ").join(names)}


@login_required
@require_POST
def withdraw(request, pk):
    """Take back what one said, as when the wrong organisation was chosen."""
    claim = get_object_or_404(Claim, pk=pk, person=request.user)
    actions.withdraw_claim(actor=request.user, claim=claim)
    messages.success(request, _("It is taken back."))
    return redirect("organisations:work")


@login_required
@require_safe
def claims(request):
    """Who says that they work where the reader knows people."""
    rows = [(claim, AnswerForm(auto_id=f"claim_{claim.pk}_%s")) for claim in claims_for(request.user)]
    return render(request, "organisations/working/claims.html", {"rows": rows})


@login_required
@require_POST
def answer(request, pk):
    """Confirm that somebody works there, or not."""
    found = Claim.objects.select_related("person", "organisation")
    claim = get_object_or_404(found, pk=pk)
    if not may_answer_claim(request.user, claim):
        return redirect("organisations:claims")
    form = AnswerForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    confirms = request.POST.get("do") == "confirm"
    done = actions.answer_claim(actor=request.user, claim=claim, confirms=confirms, words=words)
    if done.answered_by_id != request.user.pk:
        text = _("%(name)s answered this already.") % {
            "name": done.answered_by.name if done.answered_by else "Vonder"
        }
        messages.error(request, text)
    elif done.status == Claim.Status.CONFIRMED:
        messages.success(request, _("It is confirmed: %(name)s works there.") % {"name": claim.person.name})
    else:
        messages.success(
            request, _("%(name)s reads that you do not know them there.") % {"name": claim.person.name}
        )
    return redirect("organisations:claims")
